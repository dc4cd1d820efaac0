import type { ObjectKey } from '../../api/object'
import type { ProxyConfiguration, ProxyStatus } from '../../api/proxy'
import { calendar, type Instant, seconds } from '../../sim'
import type { HttpRequest, HttpResponse, System } from '../image'

/** Ports on which kube-proxy tells of itself. */
export const PORTS = { health: 10_256, metrics: 10_249 } as const

/** What kube-proxy is lent besides what every process has. */
export type KubeProxySystem = System & {
  /** From now on the node's rules are kept by a configuration, or (without one) by nobody. */
  proxy(configuration: ProxyConfiguration | undefined): void
  /** What its node has to tell balancers. */
  health(): ProxyHealth
  /** What it has done so far; undefined before its rules are written for the first time. */
  status(): ProxyStatus | undefined
}

/** What balancers are told: of Services with policy Local, and of the node itself. */
export interface ProxyHealth {
  readonly services: readonly {
    readonly port: number
    readonly service: ObjectKey
    readonly localEndpoints: number
  }[]
  readonly isNodeEligible: boolean
}

/** What the program itself remembers. */
export interface Memory {
  readonly configuration: ProxyConfiguration | undefined
  readonly startedAt: Instant
  /** How often it was asked whether it is well, by page and answer: `healthz 200`. */
  readonly asked: Readonly<Record<string, number>>
}

/** Answers a request, and remembers that it was asked. */
export function page(
  request: HttpRequest,
  memory: Memory,
  system: KubeProxySystem,
): { readonly memory: Memory; readonly response: HttpResponse } {
  const { services, isNodeEligible } = system.health()
  const { path, port } = request
  const check = services.find((each) => each.port === port)
  if (check) return { memory, response: endpointsHere(check, isWell(memory, system)) }
  if (port === PORTS.metrics) return { memory, response: metricsPage(path, memory, system) }
  const name = path.slice(1)
  if (name !== 'healthz' && name !== 'livez') return { memory, response: NOT_FOUND }
  // While a node is being deleted, what is open goes on and nothing new is to come.
  const isGood = isWell(memory, system) && (name === 'livez' || isNodeEligible)
  const status = isGood ? 200 : 503
  const key = `${name} ${status}`
  const asked = { ...memory.asked, [key]: (memory.asked[key] ?? 0) + 1 }
  const updated = isGood ? system.now : (system.status()?.syncedAt ?? memory.startedAt)
  const told =
    `{"lastUpdated": ${timeText(updated, memory, system)},` +
    `"currentTime": ${timeText(system.now, memory, system)}` +
    `${name === 'healthz' ? `, "nodeEligible": ${isNodeEligible}` : ''}}`
  return { memory: { ...memory, asked }, response: { status, headers: JSON_HEADERS, body: told } }
}

const JSON_HEADERS = {
  'Content-Type': 'application/json',
  'X-Content-Type-Options': 'nosniff',
} as const
const TEXT_HEADERS = { 'Content-Type': 'text/plain; charset=utf-8' } as const
const NOT_FOUND: HttpResponse = {
  status: 404,
  headers: { ...TEXT_HEADERS, 'X-Content-Type-Options': 'nosniff' },
  body: '404 page not found\n',
}

// Not well is who has had something to write for two sync periods (pkg/proxy/healthcheck).
function isWell({ configuration }: Memory, system: KubeProxySystem): boolean {
  const queuedAt = system.status()?.queuedAt
  const patience = 2 * (configuration?.syncPeriod ?? seconds(30))
  return queuedAt === undefined || system.now - queuedAt < patience
}

// Go's time.Time as it prints itself, with the time since the process has started.
function timeText(at: Instant, { startedAt }: Memory, { epoch }: System): string {
  const { date, time } = calendar(epoch, at)
  const micros = String(at % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const fraction = micros === '' ? '' : `.${micros}`
  const since = Math.max(0, at - startedAt)
  const behind = String(since % 1_000_000).padStart(6, '0')
  const running = `${Math.floor(since / 1_000_000)}.${behind}000`
  return `"${date} ${time}${fraction} +0000 UTC m=+${running}"`
}

// A balancer sends to the node for as long as this is 200 (pkg/proxy/healthcheck).
function endpointsHere(
  { service, localEndpoints }: ProxyHealth['services'][number],
  serviceProxyHealthy: boolean,
): HttpResponse {
  const { namespace, name } = service
  const told = { service: { namespace, name }, localEndpoints, serviceProxyHealthy }
  return {
    status: localEndpoints > 0 && serviceProxyHealthy ? 200 : 503,
    headers: { ...JSON_HEADERS, 'X-Load-Balancing-Endpoint-Weight': String(localEndpoints) },
    body: JSON.stringify(told, undefined, '\t'),
  }
}

function metricsPage(path: string, memory: Memory, system: KubeProxySystem): HttpResponse {
  const { configuration } = memory
  if (path === '/proxyMode' && configuration) {
    return { status: 200, headers: TEXT_HEADERS, body: configuration.mode }
  }
  if (path === '/healthz') return { status: 200, headers: TEXT_HEADERS, body: 'ok' }
  if (path !== '/metrics') return NOT_FOUND
  const headers = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8; escaping=values' }
  return { status: 200, headers, body: metrics(memory, system) }
}

type Sample = readonly [labels: string, value: number]
type Metric = readonly [name: string, type: 'counter' | 'gauge', help: string, Sample[]]

// Those of kube-proxy's metrics that say something here: what it does takes no time.
function metrics(memory: Memory, system: KubeProxySystem): string {
  const status = system.status()
  const second = (at: Instant): number => system.epoch + at / 1_000_000
  const all: readonly Metric[] = [
    ...(status ? syncMetrics(status, second) : []),
    ...(memory.configuration?.mode === 'nftables' ? [] : [ruleMetric(system)]),
    ...(['healthz', 'livez'] as const).map(
      (name): Metric => [
        `kubeproxy_proxy_${name}_total`,
        'counter',
        `[ALPHA] Cumulative proxy ${name} HTTP status`,
        ['200', '503'].flatMap((code): Sample[] => {
          const count = memory.asked[`${name} ${code}`] ?? 0
          return count === 0 ? [] : [[`code="${code}"`, count]]
        }),
      ],
    ),
    [
      'process_start_time_seconds',
      'gauge',
      'Start time of the process since unix epoch in seconds.',
      [['', second(memory.startedAt)]],
    ],
  ]
  return all
    .filter(([, , , samples]) => samples.length > 0)
    .map(metricText)
    .join('')
}

const SYNC = 'kubeproxy_sync_proxy_rules'

function syncMetrics(
  { services, endpoints, syncedAt, queuedAt }: ProxyStatus,
  second: (at: Instant) => number,
): readonly Metric[] {
  const plain = (name: string, type: Metric[1], help: string, value: number): Metric => [
    `${SYNC}_${name}`,
    type,
    `[ALPHA] ${help}`,
    [['', value]],
  ]
  const { total, pending } = endpoints
  const of = 'Cumulative proxy rules'
  return [
    plain('endpoint_changes_pending', 'gauge', 'Pending proxy rules Endpoint changes', pending),
    plain('endpoint_changes_total', 'counter', `${of} Endpoint changes`, total),
    plain(
      'last_queued_timestamp_seconds',
      'gauge',
      'The last time a sync of proxy rules was queued',
      second(queuedAt ?? syncedAt),
    ),
    plain(
      'last_timestamp_seconds',
      'gauge',
      'The last time proxy rules were successfully synced',
      second(syncedAt),
    ),
    plain(
      'service_changes_pending',
      'gauge',
      'Pending proxy rules Service changes',
      services.pending,
    ),
    plain('service_changes_total', 'counter', `${of} Service changes`, services.total),
  ]
}

function ruleMetric(system: KubeProxySystem): Metric {
  const tables = system.kernel?.()?.iptables(false) ?? []
  const counted = ['filter', 'nat'].map((name): Sample => {
    const text = tables.find(({ table }) => table === name)?.text ?? ''
    return [`table="${name}"`, text.match(/^-A KUBE-/gm)?.length ?? 0]
  })
  const help = '[ALPHA] Total number of iptables rules owned by kube-proxy'
  return [`${SYNC}_iptables_total`, 'gauge', help, counted]
}

function metricText([name, type, help, samples]: Metric): string {
  const lines = samples.map(
    ([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${numberText(value)}\n`,
  )
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

// As Go's shortest form: large ones with an exponent.
function numberText(value: number): string {
  if (value < 1e6) return String(value)
  const digits = String(value).replace('.', '').replace(/0+$/, '')
  const exponent = String(Math.floor(value)).length - 1
  const rest = digits.length > 1 ? `.${digits.slice(1)}` : ''
  return `${digits[0]}${rest}e+${String(exponent).padStart(2, '0')}`
}
