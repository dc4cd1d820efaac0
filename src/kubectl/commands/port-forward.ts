import type { SessionChunk } from '../../engine/api/session'
import type { Channel } from '../client'
import type { Call, Command } from '../command'
import { failed, misused, ServerError } from '../errors'
import { isList, isObject, type JsonObject, own } from '../json'
import { pods } from '../resources/known'
import { pathTo } from '../resources/naming'
import { phaseOf } from '../sessions/containers'
import { podOf } from '../sessions/pod-of'
import {
  checkProtocols,
  type ForwardedPort,
  parsedPorts,
  podPorts,
  servicePorts,
} from '../sessions/ports'
import { open } from '../sessions/session'
import { metadataIn } from '../writing/annotation'

/** `kubectl port-forward` (kubectl's portforward.go). */
export const portForward: Command = {
  name: 'port-forward',
  use: 'TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
  short: 'Forward one or more local ports to a pod',
  long:
    'Forward one or more local ports to a pod.\n\n A Service or a deployment stands for one of ' +
    'its pods: all connections go to that one, until the pod ends\n or the command is stopped.',
  examples: [
    '# Port 8080 of this machine leads to port 80 of a Service, in one of its pods',
    'kubectl port-forward svc/web 8080:80',
    '',
    'kubectl port-forward pod/web 8080:80 8443:443',
    '',
    '# Any free port of this machine',
    'kubectl port-forward deploy/web :80',
  ],
  flags: [
    {
      name: 'address',
      type: 'strings',
      default: 'localhost',
      usage: 'Addresses of this machine to listen on.',
    },
    {
      name: 'pod-running-timeout',
      type: 'duration',
      default: '1m0s',
      usage: 'How long to wait until at least one pod is running',
    },
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { words, path, session } = call
  const [name, ...texts] = words
  if (name === undefined || texts.length === 0) {
    throw misused(path, 'TYPE/NAME and list of ports are required for port-forward')
  }
  const found = await podOf(call, [name])
  const translated = portsOf(found, texts)
  const { namespace, name: podName } = metadataIn(found.pod)
  const where = [String(namespace), String(podName)] as const
  const pod = await session.server.get(pathTo(pods, ...where))
  const phase = phaseOf(pod)
  if (phase !== 'Running') {
    throw failed(`unable to forward port because pod is not running. Current status=${phase}`)
  }
  const ports = parsedPorts(translated)
  const request = { method: 'GET' as const, path: pathTo(pods, ...where, 'portforward') }
  const channel = await open(call, request).catch((error: unknown) => {
    throw error instanceof ServerError ? failed(`error upgrading connection: ${error.said}`) : error
  })
  return forward(call, channel, ports.map(chosen(call)))
}

function portsOf(
  { info, pod }: Awaited<ReturnType<typeof podOf>>,
  texts: readonly string[],
): readonly string[] {
  const spec = own(info.object, 'spec')
  if (info.resource.kind === 'Service') {
    checkProtocols(isObject(spec) ? [spec] : [], 'port', texts)
    return servicePorts(info.object, pod, texts)
  }
  checkProtocols(containersOf(pod), 'containerPort', texts)
  return podPorts(pod, texts)
}

function containersOf(pod: JsonObject): readonly JsonObject[] {
  const spec = own(pod, 'spec')
  const containers = isObject(spec) ? own(spec, 'containers') : undefined
  return isList(containers) ? containers.filter(isObject) : []
}

const EPHEMERAL = 32_768
const EPHEMERAL_COUNT = 28_232

// The kernel gives out ports of its own range.
const chosen =
  ({ world }: Call) =>
  ({ local, remote }: ForwardedPort): ForwardedPort => ({
    local: local === 0 ? EPHEMERAL + world.random(EPHEMERAL_COUNT) : local,
    remote,
  })

async function forward(
  call: Call,
  channel: Channel,
  ports: readonly ForwardedPort[],
): Promise<number> {
  const { world, session } = call
  const leave = () => channel.send({ type: 'close' })
  for (const { local, remote } of ports) {
    channel.send({ type: 'listen', localPort: local, port: remote })
  }
  const state = { open: 0, refused: 0 }
  try {
    const chunks = session.server.until(channel.chunks, Number.POSITIVE_INFINITY)
    for await (const chunk of chunks) tell(call, chunk, { ports, state })
    if (world.signal.aborted) return 0
    throw failed('lost connection to pod')
  } finally {
    leave()
  }
}

interface Forwarding {
  readonly ports: readonly ForwardedPort[]
  readonly state: { open: number; refused: number }
}

/** Says what has come; throws when nothing can come any more. */
function tell(call: Call, chunk: SessionChunk, { ports, state }: Forwarding): void {
  const { stdout, stderr } = call.world
  switch (chunk.type) {
    case 'listening':
      state.open++
      for (const address of addressesOf(call)) {
        stdout.write(`Forwarding from ${address}:${chunk.localPort} -> ${chunk.port}\n`)
      }
      return
    case 'refused':
      state.refused++
      stdout.write(refusalOf(call, chunk.localPort))
      if (state.refused === ports.length) {
        const listed = ports.map(({ local, remote }) => `{${local} ${remote}}`).join(' ')
        throw failed(`unable to listen on any of the requested ports: [${listed}]`)
      }
      return
    case 'accepted':
      stdout.write(`Handling connection for ${chunk.localPort}\n`)
      return
    case 'closed':
      if (chunk.error !== undefined) stderr.write(`error: ${chunk.error}\n`)
      return
    default:
  }
}

const addressesOf = ({ flags }: Call): readonly string[] =>
  flags
    .list('address')
    .flatMap((address) => (address === 'localhost' ? ['127.0.0.1', '[::1]'] : [bracketed(address)]))

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address)

const refusalOf = (call: Call, port: number): string => {
  const errors = addressesOf(call).map((address) => {
    const network = address.startsWith('[') ? 'tcp6' : 'tcp4'
    const place = `${address}:${port}`
    return (
      `unable to create listener: Error listen ${network} ${place}: ` +
      'bind: address already in use'
    )
  })
  return (
    `Unable to listen on port ${port}: Listeners failed to create with the following errors: ` +
    `[${errors.join(' ')}]\n`
  )
}
