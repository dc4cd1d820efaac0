import type { Call, Command } from '../command'
import { failed } from '../errors'
import { boolFlag, textFlag } from '../flags/define'
import type { JsonObject } from '../json'
import { goYaml } from '../printers/yaml'

/** The release that this kubectl behaves as. */
export const client = {
  major: '1',
  minor: '33',
  gitVersion: 'v1.33.1',
  gitTreeState: 'clean',
  compiler: 'none',
  platform: 'browser/any',
} as const

const KUSTOMIZE = 'v5.6.0'

/** `kubectl version`. */
export const version: Command = {
  name: 'version',
  use: '[flags]',
  short: 'Print the client and server version information',
  long: 'Print the client and server version information for the current context.',
  examples: ['# Versions of the client and of the server', 'kubectl version'],
  flags: [
    boolFlag('client', 'Ask no server.'),
    textFlag('output', "One of 'yaml' or 'json'.", { shorthand: 'o', values: ['yaml', 'json'] }),
  ],
  completes: 'nothing',
  run,
}

async function run({ flags, session, words, world }: Call): Promise<number> {
  if (words.length > 0) throw failed(`extra arguments: [${words.join(' ')}]`)
  const output = flags.string('output')
  if (output !== '' && output !== 'yaml' && output !== 'json') {
    throw failed("--output must be 'yaml' or 'json'")
  }
  const { server, fault } = flags.bool('client')
    ? { server: undefined, fault: undefined }
    : await asked(session.server)
  const found: JsonObject = {
    clientVersion: client,
    kustomizeVersion: KUSTOMIZE,
    ...(server ? { serverVersion: server } : {}),
  }
  if (output === 'json') world.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
  else if (output === 'yaml') world.stdout.write(goYaml(found))
  else {
    const lines = [`Client Version: ${client.gitVersion}`, `Kustomize Version: ${KUSTOMIZE}`]
    if (server) lines.push(`Server Version: ${server['gitVersion']}`)
    world.stdout.write(`${lines.join('\n')}\n`)
  }
  if (fault !== undefined) throw fault
  if (server) world.stderr.write(skew(server))
  return 0
}

async function asked(server: Call['session']['server']) {
  try {
    return { server: await server.get('/version', { timeout: '32s' }), fault: undefined }
  } catch (fault) {
    return { server: undefined, fault }
  }
}

function skew({ major, minor }: JsonObject): string {
  const [ours, theirs] = [Number(client.minor), Number(String(minor).replace(/\D/g, ''))]
  if (Math.abs(ours - theirs) <= 1) return ''
  const both = `client (${client.major}.${ours}) and server (${major}.${theirs})`
  return (
    `WARNING: version difference between ${both} exceeds the supported minor version skew ` +
    'of +/-1\n'
  )
}
