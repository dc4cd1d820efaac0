import { malformed } from '../images/http'
import type { FetchFailure, HttpResponse } from '../images/image'
import { begin } from './client'
import type { Exchange } from './exchange'
import { outsideResolver } from './outside'
import { failsProbe } from './pod-faults'
import { memoryOf, processNumber, run } from './processes'
import type { ProbeStart } from './runtime'
import type { World } from './world'

const AGENT = { 'user-agent': 'kube-probe/1.34', accept: '*/*', connection: 'close' }

/** Starts a probe; its result goes to the kubelet that asked for it. */
export function startProbe(world: World, probe: ProbeStart): void {
  if (probe.handler.type === 'exec') execute(world, probe, probe.handler.argv)
  else connect(world, probe, probe.handler)
}

function connect(
  world: World,
  probe: ProbeStart,
  handler: Exclude<ProbeStart['handler'], { readonly type: 'exec' }>,
): void {
  const { network, probes } = world.state
  const node = network.nodeNamed(probe.node)
  const host = node && network.hosts.get(node.address)
  if (!host) return
  const id = world.number()
  probes.set(id, 0, probe)
  const path = handler.type === 'http' ? `/${handler.path.replace(/^\//, '')}` : '/'
  const headers = handler.type === 'http' ? { ...AGENT, ...handler.headers } : AGENT
  begin(
    world,
    {
      owner: { type: 'probe', id, isTcp: handler.type === 'tcp' },
      host,
      place: host.place,
      resolver: outsideResolver,
    },
    {
      url: `http://${handler.address}:${handler.port}${path}`,
      headers,
      timeout: probe.timeout,
    },
  )
}

function execute(world: World, probe: ProbeStart, argv: readonly string[]): void {
  const id = processNumber(probe.process)
  const process = world.state.processes.get(id)
  if (!process) return
  let result: { readonly code: number; readonly output: string } | undefined
  run(world, process, () => {
    const memory = memoryOf(world, id)
    result = process.image.exec?.(memory, argv, world.system)
    return memory
  })
  if (failsProbe(world.state, probe)) result = { code: 1, output: '' }
  const missing = `exec: "${argv[0]}": executable file not found in $PATH: unknown`
  tell(world, probe, {
    success: result?.code === 0,
    message:
      result?.output ??
      `OCI runtime exec failed: exec failed: unable to start container process: ${missing}`,
  })
}

const tell = (
  world: World,
  { node, id }: ProbeStart,
  result: { readonly success: boolean; readonly message: string },
): void => world.context.tell(node, { type: 'probed', id, ...result })

function ended(world: World, { call }: Exchange): ProbeStart | undefined {
  const { id } = call.client.owner
  const probe = world.state.probes.get(id)
  world.state.probes.delete(id)
  return probe
}

/** A probe has met a server (pkg/probe/http): statuses from 200 to 399 are success. */
export function probeAnswered(world: World, exchange: Exchange, response: HttpResponse): void {
  const probe = ended(world, exchange)
  if (!probe) return
  const { status } = response
  const success = status >= 200 && status < 400
  const message = success ? '' : `HTTP probe failed with statuscode: ${status}`
  tell(world, probe, { success, message })
}

/** A probe has met none. */
export function probeFailed(world: World, exchange: Exchange, failure: FetchFailure): void {
  const probe = ended(world, exchange)
  if (!probe || probe.handler.type === 'exec') return
  const { address, port, type } = probe.handler
  const isTcp = type === 'tcp'
  const dial = `dial tcp ${address}:${port}:`
  const message = isTcp
    ? `${dial} ${tcpProblem(failure)}`
    : `Get "${exchange.call.url.text}": ${httpProblem(failure, dial)}`
  tell(world, probe, { success: false, message })
}

const tcpProblem = ({ reason }: FetchFailure): string =>
  reason === 'timeout' ? 'i/o timeout' : 'connect: connection refused'

function httpProblem(failure: FetchFailure, dial: string): string {
  switch (failure.reason) {
    case 'timeout':
      return failure.connected
        ? 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
        : `${dial} i/o timeout (Client.Timeout exceeded while awaiting headers)`
    case 'empty':
      return 'EOF'
    case 'reset':
      return 'read: connection reset by peer'
    case 'not-http':
      return malformed(failure.line)
    default:
      return `${dial} connect: connection refused`
  }
}
