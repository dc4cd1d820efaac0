import { instant } from '../commands/command'
import { resolversOf } from '../nslookup/query'

/** Prints the domains that names are searched in. */
export const dnsSuffix = instant((_, system) => ({
  code: 0,
  output: `${resolversOf(system).search.join(',')}\n`,
}))

/** Prints the name servers. */
export const dnsServerList = instant((_, system) => ({
  code: 0,
  output: `${resolversOf(system).nameservers.join(',')}\n`,
}))

/** Prints `/etc/hosts`, and an empty line. */
export const etcHosts = instant((_, system) => ({
  code: 0,
  output: `${system.files.read('/etc/hosts') ?? ''}\n`,
}))

/** Prints what it is called with. */
export const entrypointTester = instant((_, system) => ({
  code: 0,
  output: `[${system.argv.join(' ')}]\n`,
}))
