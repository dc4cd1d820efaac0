import type { Pod } from '../resources'
import type { Container } from '../resources/pod/container'
import type { Probe } from '../resources/pod/probe'
import type { ProbeStart, RuntimeEvent } from '../runtime/runtime'
import { type Instant, seconds } from '../sim'
import type { ContainerRecord, PodRecord, ProbeFinding, ProbeId, ProbeKind } from './memory'
import { timings } from './timings'
import type { Turn } from './turn'
import { containerOf } from './words'

const KINDS: readonly ProbeKind[] = ['startup', 'readiness', 'liveness']
const WORDS: Readonly<Record<ProbeKind, string>> = {
  startup: 'Startup',
  readiness: 'Readiness',
  liveness: 'Liveness',
}

const specOf = (container: Container, kind: ProbeKind): Probe | undefined =>
  kind === 'startup'
    ? container.startupProbe
    : kind === 'readiness'
      ? container.readinessProbe
      : container.livenessProbe

/** Schedules the first probes of a run that has begun; a startup probe holds the others up. */
export function startProbes(record: PodRecord, place: number, turn: Turn): void {
  const spec = containerOf(record.pod, place)
  const container = record.containers[place]
  const process = container?.process ?? ''
  const isUp = !spec.startupProbe || container?.probes.startup?.result === true
  for (const kind of KINDS) {
    const probe = specOf(spec, kind)
    if (!probe || isUp === (kind === 'startup')) continue
    const id = { pod: record.key, container: place, kind, process, first: true }
    const jitter = turn.context.random.below(timings.probeJitter)
    turn.after(firstDue(record, probe, kind, turn.now) - turn.now + jitter, {
      type: 'probe',
      ...id,
    })
  }
}

// Workers tick from the Pod's admission on, so a first probe waits for the tick after the initial
// delay; only readiness is looked at as soon as the container is seen to run.
function firstDue({ admitted }: PodRecord, probe: Probe, kind: ProbeKind, now: Instant): Instant {
  const delay = seconds(probe.initialDelaySeconds ?? 0)
  if (kind === 'readiness' && delay === 0) return now + timings.relist / 2
  const period = seconds(probe.periodSeconds)
  return admitted + Math.ceil((now + delay - admitted) / period) * period
}

/** The time for a probe has come: sends it. Some fail without being sent. */
export function sendProbe(id: ProbeId, turn: Turn): ProbeEffect {
  const record = turn.find(id.pod)
  const container = record?.containers[id.container]
  if (!record || container?.process !== id.process || container.state !== 'running') return NONE
  // What is told to stop need not live any more, but is asked to the end whether it still serves.
  const isStopping = record.stage === 'stopping' || container.stopping
  if (isStopping && id.kind !== 'readiness') return NONE
  const spec = containerOf(record.pod, id.container)
  const probe = specOf(spec, id.kind)
  if (!probe) return NONE
  const handler = handlerOf(probe, spec, record.ip)
  if ('failure' in handler) return conclude(id, false, handler.failure, turn)
  if ('error' in handler) {
    const errored = `${WORDS[id.kind]} probe errored and resulted in unknown state`
    turn.warning(record.pod, 'Unhealthy', `${errored}: ${handler.error}`, id.container)
    turn.after(seconds(probe.periodSeconds), { type: 'probe', ...id, first: false })
    return NONE
  }
  const { pod, process } = id
  const timeout = seconds(probe.timeoutSeconds)
  turn.context.runtime.probe({
    id: textOf(id),
    kind: id.kind,
    node: turn.memory.node,
    pod,
    process,
    handler,
    timeout,
  })
  return NONE
}

const textOf = ({ pod, container, kind, process }: ProbeId): string =>
  `${pod} ${container} ${kind} ${process}`

function parseId(text: string): ProbeId | undefined {
  const [pod = '', container, kind, process = ''] = text.split(' ')
  const known = KINDS.find((each) => each === kind)
  return known && { pod, container: Number(container), kind: known, process, first: false }
}

/**
 * What to send; the message of a failure that needs no sending, as nothing here speaks TLS or gRPC;
 * or an error of the probe itself, which counts for nothing.
 */
type Prepared = ProbeStart['handler'] | { readonly failure: string } | { readonly error: string }

function handlerOf(probe: Probe, container: Container, ip: string): Prepared {
  const { exec, httpGet, tcpSocket, grpc } = probe
  if (exec) return { type: 'exec', argv: exec.command ?? [] }
  if (httpGet) {
    const port = portOf(httpGet.port, container)
    if (port === undefined) return noPort(httpGet.port)
    const address = httpGet.host || ip
    const path = httpGet.path || '/'
    if (httpGet.scheme === 'HTTPS') {
      const url = `https://${address}:${port}${path}`
      return { failure: `Get "${url}": http: server gave HTTP response to HTTPS client` }
    }
    const headers = Object.fromEntries(
      (httpGet.httpHeaders ?? []).map(({ name, value }) => [name, value]),
    )
    return { type: 'http', address, port, path, headers }
  }
  if (tcpSocket) {
    const port = portOf(tcpSocket.port, container)
    if (port === undefined) return noPort(tcpSocket.port)
    return { type: 'tcp', address: tcpSocket.host || ip, port }
  }
  const failed = `timeout: failed to connect service "${ip}:${grpc?.port}"`
  return { failure: `${failed} within ${probe.timeoutSeconds}s: context deadline exceeded` }
}

// A name that no port of the container has is taken for a number at last.
const noPort = (port: number | string): Prepared => ({
  error: `strconv.Atoi: parsing "${port}": invalid syntax`,
})

const portOf = (port: number | string, { ports = [] }: Container): number | undefined =>
  typeof port === 'number' ? port : ports.find(({ name }) => name === port)?.containerPort

/**
 * What a result changes: nothing, what the Pod's status says, or the container has to be killed.
 */
export type ProbeEffect =
  | { readonly type: 'none' }
  | { readonly type: 'status'; readonly record: PodRecord }
  | { readonly type: 'kill'; readonly record: PodRecord; readonly id: ProbeId }

const NONE: ProbeEffect = { type: 'none' }

/** A probe that was sent has a result. */
export function probed(event: RuntimeEvent & { type: 'probed' }, turn: Turn): ProbeEffect {
  const id = parseId(event.id)
  return id ? conclude(id, event.success, event.message, turn) : NONE
}

function conclude(id: ProbeId, success: boolean, message: string, turn: Turn): ProbeEffect {
  const record = turn.find(id.pod)
  const container = record?.containers[id.container]
  if (!record || container?.process !== id.process || container.state !== 'running') return NONE
  const { pod } = record
  const probe = specOf(containerOf(pod, id.container), id.kind)
  if (!probe) return NONE
  if (!success) {
    const failed = `${WORDS[id.kind]} probe failed: ${message}`
    turn.warning(pod, 'Unhealthy', failed, id.container)
  }
  const before = container.probes[id.kind] ?? unknown(id.kind)
  const threshold = success ? probe.successThreshold : probe.failureThreshold
  const after = said(counted(before, success, threshold), before, success ? '' : message, turn.now)
  const next = after === before ? record : withFinding(record, id, container, after)
  turn.save(next)
  const isStarted = id.kind === 'startup' && after.result
  if (isStarted) startProbes(next, id.container, turn)
  else turn.after(seconds(probe.periodSeconds), { type: 'probe', ...id, first: false })
  if (!success && after.isSettled && id.kind !== 'readiness')
    return { type: 'kill', record: next, id }
  return before.result === after.result ? NONE : { type: 'status', record: next }
}

// Before its first result a container is alive, but not ready and not started.
const unknown = (kind: ProbeKind): ProbeFinding => ({
  result: kind === 'liveness',
  latest: false,
  run: 0,
  isSettled: false,
})

// The result follows the attempts once so many of them in a row have said the same.
function counted(before: ProbeFinding, success: boolean, threshold: number): ProbeFinding {
  const run = before.latest === success ? Math.min(before.run + 1, threshold) : 1
  const isSettled = run >= threshold
  const result = isSettled ? success : before.result
  // A healthy container gives the same finding again and again, and nothing changes.
  const isSame = before.latest === success && before.run === run && before.result === result
  return isSame ? before : { result, latest: success, run, isSettled }
}

// A row of failures began with its first, and says what its latest said.
function said(
  finding: ProbeFinding,
  { failing }: ProbeFinding,
  message: string,
  now: Instant,
): ProbeFinding {
  if (finding.latest) return finding
  if (failing?.said !== message) {
    return { ...finding, failing: { since: failing?.since ?? now, said: message } }
  }
  return finding.failing === failing ? finding : { ...finding, failing }
}

const withFinding = (
  record: PodRecord,
  { container: place, kind }: ProbeId,
  container: ContainerRecord,
  finding: ProbeFinding,
): PodRecord => ({
  ...record,
  containers: record.containers.map((each, at) =>
    at === place ? { ...container, probes: { ...container.probes, [kind]: finding } } : each,
  ),
})

/** The event that announces the end of a container whose probe has failed for good. */
export const killMessage = (pod: Pod, { container, kind }: ProbeId): string =>
  `Container ${containerOf(pod, container).name} failed ${kind} probe, will be restarted`
