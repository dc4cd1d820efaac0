import { addressText } from '../../api/address'
import type { Cause, Change } from '../../api/trace'
import type { Probe } from '../../resources/pod/probe'
import type { View } from '../trace/view'
import { fieldOfPod, loopbackBinding } from '../trace/workload'
import type { Holding } from './containers'
import { sinceOf } from './since'

/** A probe that has to pass before its container is ready. */
interface Looking extends Holding {
  readonly kind: 'startup' | 'readiness'
  readonly probe: Probe
  /** `spec.containers[0].readinessProbe`. */
  readonly at: string
  readonly view: View
}

/** Why a container that runs is not ready: its probe, what that got, and what is behind it. */
export function probeLinks(holding: Holding, view: View): readonly Cause[] {
  const { spec, status, path } = holding
  const kind = status?.started === false && spec.startupProbe ? 'startup' : 'readiness'
  const probe = kind === 'startup' ? spec.startupProbe : spec.readinessProbe
  if (!probe) return []
  const looking = { ...holding, kind, probe, view, at: `${path}.${kind}Probe` } as const
  const found = view.probesOf(keyOf(looking))[holding.place]?.[kind]
  const named = unnamedPort(looking)
  if (!found?.failing) return [named ?? notYet(looking)]
  const { since, said } = found.failing
  const got = gotOf(said, probe)
  const first: Cause = {
    code: kind === 'startup' ? 'startup-fails' : 'readiness-fails',
    data: {
      pod: holding.pod.metadata.name,
      probe: textOf(looking),
      period: probe.periodSeconds,
      got,
    },
    since,
    told: said.trim(),
    field: fieldOfPod(view.reader, holding.pod, looking.at),
  }
  return [first, ...behind(looking, got)]
}

const keyOf = ({ pod }: Pick<Holding, 'pod'>): string =>
  `${pod.metadata.namespace}/${pod.metadata.name}`

/** What a look at a container came to, in a word. */
function gotOf(said: string, { exec, timeoutSeconds }: Probe): string {
  const status = /statuscode: (\d+)/.exec(said)?.[1]
  if (status !== undefined) return `HTTP ${status}`
  if (/connection refused/.test(said)) return 'connection refused'
  if (/deadline exceeded|i\/o timeout/.test(said)) return `timeout (${timeoutSeconds} s)`
  if (/HTTPS client/.test(said)) return 'no TLS'
  if (/reset by peer/.test(said)) return 'connection reset'
  return exec ? 'exit code ≠ 0' : said
}

/** What is looked at: `GET :8080/ready`, `TCP :5432`, or a command. */
function textOf({ probe: { httpGet, tcpSocket, grpc, exec } }: Looking): string {
  if (httpGet) return `GET :${httpGet.port}${httpGet.path ?? '/'}`
  if (tcpSocket) return `TCP :${tcpSocket.port}`
  return grpc ? `gRPC :${grpc.port}` : (exec?.command ?? []).join(' ')
}

function unnamedPort({ pod, spec, probe, at, view }: Looking): Cause | undefined {
  const { httpGet, tcpSocket } = probe
  const port = (httpGet ?? tcpSocket)?.port
  const ports = spec.ports ?? []
  if (typeof port !== 'string' || ports.some(({ name }) => name === port)) return undefined
  const [first] = ports
  const after = first && (first.name ?? first.containerPort)
  return {
    code: 'probe-port-unnamed',
    data: { port, ports: ports.map(({ name, containerPort }) => name ?? String(containerPort)) },
    field: fieldOfPod(view.reader, pod, `${at}.${httpGet ? 'httpGet' : 'tcpSocket'}.port`),
    ...(after === undefined ? {} : { change: { type: 'field', before: port, after } as const }),
  }
}

// Nobody has looked yet, or not often enough.
function notYet({ pod, status, probe, at, view }: Looking): Cause {
  const { initialDelaySeconds = 0, periodSeconds, successThreshold } = probe
  const data = {
    pod: pod.metadata.name,
    delay: initialDelaySeconds,
    period: periodSeconds,
    times: successThreshold,
  }
  const since = sinceOf(status?.state.running?.startedAt, view)
  const field = fieldOfPod(view.reader, pod, at)
  return { code: 'probe-not-yet', data, ...since, field }
}

/** What is behind a probe that fails: somebody's hand first, then what does not fit. */
function behind(looking: Looking, got: string): readonly Cause[] {
  const { pod, probe, view } = looking
  const hand = byHand(looking)
  if (hand) return [hand]
  if (probe.grpc) return [{ code: 'probe-speaks-grpc', data: {}, ...fieldAt(looking, 'grpc') }]
  if (probe.exec) {
    const data = { pod: pod.metadata.name, command: textOf(looking) }
    return [{ code: 'probe-command-fails', data, ...fieldAt(looking, 'exec.command') }]
  }
  if (got === 'no TLS') {
    const change = { type: 'field', before: 'HTTPS', after: 'HTTP' } as const
    return [{ code: 'probe-speaks-tls', data: {}, ...fieldAt(looking, 'httpGet.scheme'), change }]
  }
  const status = /^HTTP (\d+)$/.exec(got)?.[1]
  if (status !== undefined) return [answered(looking, Number(status))]
  const deaf = got === 'connection refused' ? unheard(looking) : undefined
  return deaf ? [deaf] : nodesBetween(looking, view)
}

const nodesBetween = ({ pod }: Looking, view: View): readonly Cause[] => {
  const node = pod.spec.nodeName ?? ''
  return view.faultOf(node) === 'network'
    ? [{ code: 'node-cut', data: { node }, change: { type: 'mend-node', node } }]
    : []
}

const fieldAt = ({ view, pod, at }: Looking, path: string): Pick<Cause, 'field'> => ({
  field: fieldOfPod(view.reader, pod, `${at}.${path}`),
})

function byHand(looking: Looking): Cause | undefined {
  const { pod, probe, kind, view } = looking
  const key = keyOf(looking)
  const fault = view.podFaultOf(key)
  const { isHung, slowMillis = 0, isUnready, ...rest } = fault ?? {}
  const mend = (without: object): Change => ({ type: 'mend-pod', pod: key, fault: without })
  const slow = slowMillis > 0 ? { slowMillis } : {}
  if (isHung) {
    const left = { ...slow, ...(isUnready && { isUnready }), ...rest }
    return { code: 'app-hangs', data: { pod: key }, change: mend(left) }
  }
  if (isUnready && kind === 'readiness') {
    return { code: 'unready-by-hand', data: { pod: pod.metadata.name }, change: mend({ ...slow }) }
  }
  if (slowMillis / 1_000 < probe.timeoutSeconds) return undefined
  const after = Math.ceil(slowMillis / 1_000) + 1
  return {
    code: 'app-slow',
    data: { pod: key, slow: slowMillis / 1_000 },
    ...fieldAt(looking, 'timeoutSeconds'),
    change: mend({ ...(isUnready && { isUnready }) }),
    others: [{ type: 'field', before: probe.timeoutSeconds, after }],
  }
}

/** Paths at which servers say that they are there. */
const COMMON = ['/', '/ready', '/readyz', '/healthz', '/health']

// A path that the app knows nothing of is another one's: those that are common are tried.
function answered(looking: Looking, status: number): Cause {
  const { pod, probe, view } = looking
  const { path: before = '/', port } = probe.httpGet ?? {}
  const data = { pod: pod.metadata.name, path: before, status }
  const field = fieldAt(looking, 'httpGet.path')
  if (status >= 500) return { code: 'says-unready', data, ...field }
  const number = typeof port === 'number' ? port : numberOf(looking, port)
  const from = { type: 'node', name: pod.spec.nodeName ?? '' } as const
  const after = COMMON.find((path) => {
    if (path === before) return false
    const to = `http://${pod.status.podIP}:${number}${path}`
    const trial = view.tryOut({ from, to, timeoutSeconds: 1 })
    return trial.status !== undefined && trial.status < 400
  })
  const change = after === undefined ? {} : { change: { type: 'field', before, after } as const }
  return { code: 'probe-path-unknown', data, ...field, ...change }
}

const numberOf = ({ spec }: Looking, wanted: string | undefined): number =>
  spec.ports?.find(({ name }) => name === wanted)?.containerPort ?? 0

// Where nobody listens, something else does, or the loopback interface alone.
function unheard(looking: Looking): Cause | undefined {
  const { pod, probe, view } = looking
  const { httpGet, tcpSocket } = probe
  const asked = (httpGet ?? tcpSocket)?.port
  const port = typeof asked === 'number' ? asked : numberOf(looking, asked)
  const up = view.survey.pods.find(
    (each) => each.name === keyOf(looking) && addressText(each.address) === pod.status.podIP,
  )
  const inside = up?.onLoopback?.some((each) => each.port === port)
  const open = (up?.listens ?? []).flatMap((each) => (each.protocol === 'tcp' ? [each.port] : []))
  const ports = [...new Set(open)]
  if (inside) {
    const data = { place: keyOf(looking), port, ports: ports.map(String) }
    return { code: 'listens-on-loopback', data, ...loopbackBinding(view.reader, pod) }
  }
  if (ports.includes(port)) return undefined
  const [first] = ports
  const field = fieldAt(looking, `${httpGet ? 'httpGet' : 'tcpSocket'}.port`)
  const change = { type: 'field', before: asked, after: first } as const
  return {
    code: 'probe-port-unheard',
    data: { pod: pod.metadata.name, port, ports: ports.map(String) },
    ...field,
    ...(first === undefined ? {} : { change }),
  }
}
