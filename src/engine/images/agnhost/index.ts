import { curl } from '../curl/program'
import { systemFiles } from '../files/system-files'
import { defineImage } from '../image'
import type { Program } from '../program'
import { runningWithShell, withShell } from '../shell'
import { connect } from './connect'
import { fakeGitserver } from './fake-gitserver'
import { testWebserver } from './file-server'
import { liveness } from './liveness'
import { netexec } from './netexec'
import { pause } from './pause'
import { porter } from './porter'
import { dnsServerList, dnsSuffix, entrypointTester, etcHosts } from './printing'
import { serveHostname } from './serve-hostname'

const subcommands: Readonly<Record<string, Program>> = {
  connect,
  'dns-server-list': dnsServerList,
  'dns-suffix': dnsSuffix,
  'entrypoint-tester': entrypointTester,
  'etc-hosts': etcHosts,
  'fake-gitserver': fakeGitserver,
  liveness,
  netexec,
  pause,
  porter,
  'serve-hostname': serveHostname,
  'test-webserver': testWebserver,
}

const OTHERS =
  'audit-proxy crd-conversion-webhook grpc-health-checking guestbook inclusterclient ' +
  'logs-generator mounttest net nettest no-snat-test no-snat-test-proxy openidmetadata ' +
  'port-forward-tester resource-consumer-controller tcp-reset webhook'

const help = `Usage:\n  app [command]\n\nAvailable Commands:\n${Object.keys(subcommands)
  .map((name) => `  ${name}\n`)
  .join('')}`

const subcommandOf = (argv: readonly string[]): Program | undefined =>
  Object.hasOwn(subcommands, argv[1] ?? '') ? subcommands[argv[1] ?? ''] : undefined

// Its first argument says which of its programs it is to be.
const program: Program = {
  catches: () => true,
  start(system) {
    const subcommand = subcommandOf(system.argv)
    if (subcommand) return subcommand.start(system)
    const [, word = 'help'] = system.argv
    if (/^(-h|--help|help)$/.test(word)) {
      system.print(help)
      system.exit(0)
    } else {
      const isKnown = OTHERS.split(' ').includes(word)
      const unknown = `Error: unknown command "${word}" for "app"\nRun 'app --help' for usage.\n`
      system.complain(isKnown ? `agnhost: ${word} is not simulated here\n` : unknown)
      system.exit(1)
    }
    return undefined
  },
  receive: (memory, message, system) => subcommandOf(system.argv)?.receive(memory, message, system),
}

/** The test image of Kubernetes itself: servers with many faces. */
export const agnhost = defineImage({
  name: 'registry.k8s.io/e2e-test-images/agnhost',
  tags: [/^2\.\d{1,2}(\.\d{1,2})?$/],
  sizeBytes: 51_105_200,
  entrypoint: ['/agnhost'],
  command: ['pause'],
  exposes: [],
  files: () => systemFiles,
  ...runningWithShell(withShell({ curl, '/agnhost': program })),
})
