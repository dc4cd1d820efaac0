import { type Cidr, parseCidr } from '../api/address'
import type { ObjectKey } from '../api/object'
import type { ProxyMode } from '../api/traffic'
import { milliseconds } from '../sim'
import { parseFlags } from './flags'
import { defineImage, type HttpRequest, type HttpResponse, type System } from './image'
import { klog } from './klog'
import { defineProgram, running } from './program'

/** What a kube-proxy is configured with, as far as it differs from what goes without saying. */
export interface ProxyConfiguration {
  readonly mode: ProxyMode
  readonly clusterCIDR?: Cidr
}

/** What kube-proxy is lent besides what every process has. */
export type KubeProxySystem = System & {
  /** From now on the node's rules are kept by a configuration, or (without one) by nobody. */
  proxy(configuration: ProxyConfiguration | undefined): void
  /** What its node has to tell balancers. */
  health(): ProxyHealth
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

interface Memory {
  readonly configuration: ProxyConfiguration | undefined
}

const MODES: readonly string[] = ['iptables', 'ipvs', 'nftables']
const VERSION = 'v1.34.1'
const PORTS = { health: 10_256, metrics: 10_249 } as const
/** From its start until its caches are filled. */
const SYNCED = milliseconds(20)
const FLAGS = { config: 'value', 'hostname-override': 'value' } as const

const program = defineProgram<Memory>({
  start(system) {
    const { config = '' } = parseFlags(system.argv.slice(1), FLAGS).values
    const text = system.files.read(config)
    const read = text === undefined ? missing(config) : configurationIn(text)
    if ('error' in read) {
      const words = klog(system, 'E', 'run.go:72', '"command failed"', { err: read.error })
      system.complain(words)
      system.exit(1)
      return { configuration: undefined }
    }
    announce(read, system)
    system.listen(PORTS.health)
    system.listen(PORTS.metrics, { address: '127.0.0.1' })
    system.sleep(SYNCED)
    return { configuration: read }
  },

  receive(memory, message, system) {
    switch (message.type) {
      case 'timer':
        for (const kind of ['service', 'endpoint slice', 'node', 'serviceCIDR']) {
          const controller = `${kind} config`
          system.print(klog(system, 'I', 'shared_informer.go:356', SYNCED_TEXT, { controller }))
        }
        ;(system as KubeProxySystem).proxy(memory.configuration)
        return memory
      case 'request':
        system.respond(message.id, page(message.request, memory, system as KubeProxySystem))
        return memory
      case 'signal':
        // It catches nothing: a Go program that is told to end ends.
        system.exit(2)
        return memory
      default:
        return memory
    }
  },

  // Whatever became of it, nobody keeps the rules any longer: they stay as they are.
  ended: (system) => (system as KubeProxySystem).proxy(undefined),
})

const SYNCED_TEXT = '"Caches are synced"'

function announce({ mode }: ProxyConfiguration, system: System): void {
  const say = (where: string, what: string, more: Readonly<Record<string, string>> = {}): void =>
    system.print(klog(system, 'I', where, `"${what}"`, more))
  say('server_linux.go:53', `Using ${mode} proxy`)
  const ips = `["${system.address}"]`
  system.print(
    klog(system, 'I', 'server.go:219', `"Successfully retrieved node IP(s)" IPs=${ips}`, {}),
  )
  say('server_linux.go:132', `Using ${mode} Proxier`)
  if (mode === 'ipvs') say('proxier.go:364', 'IPVS scheduler not specified, use rr by default')
  say('server.go:527', 'Version info', { version: VERSION })
  for (const [where, kind] of [
    ['config.go:200', 'service'],
    ['config.go:106', 'endpoint slice'],
    ['config.go:403', 'serviceCIDR'],
    ['config.go:309', 'node'],
  ] as const) {
    say(where, `Starting ${kind} config controller`)
  }
}

type Read = ProxyConfiguration | { readonly error: string }

const missing = (path: string): Read => ({
  error: `failed complete: open ${path}: no such file or directory`,
})

// A line each: the file is read as kubeadm writes it, and as people change it.
function configurationIn(text: string): Read {
  const mode = valueIn(text, 'mode') || 'iptables'
  if (!MODES.includes(mode)) {
    const allowed = 'must be iptables, ipvs, nftables or blank'
    const why = `${allowed} (blank means the best-available proxy [currently iptables])`
    return {
      error: `failed validate: KubeProxyConfiguration.Mode: Invalid value: "${mode}": ${why}`,
    }
  }
  const clusterCIDR = parseCidr(valueIn(text, 'clusterCIDR').split(',', 1)[0] ?? '')
  return { mode: mode as ProxyMode, ...(clusterCIDR && { clusterCIDR }) }
}

const valueIn = (text: string, key: string): string =>
  new RegExp(`^${key}:[ \\t]*["']?([^"'#\\n]*?)["']?[ \\t]*(#.*)?$`, 'm').exec(text)?.[1] ?? ''

function page(
  { path, port }: HttpRequest,
  { configuration }: Memory,
  system: KubeProxySystem,
): HttpResponse {
  const { services, isNodeEligible } = system.health()
  const check = services.find((each) => each.port === port)
  if (check) return endpointsHere(check)
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' }
  if (port === PORTS.metrics && path === '/proxyMode' && configuration) {
    return { status: 200, headers, body: configuration.mode }
  }
  // While a node is being deleted, what is open goes on and nothing new is to come.
  if (path === '/healthz' && !isNodeEligible) return { status: 503, headers, body: 'node is gone' }
  if (path === '/healthz' || path === '/livez') return { status: 200, headers, body: 'ok' }
  return { status: 404, headers, body: '404 page not found\n' }
}

// A balancer sends to the node for as long as this is 200 (pkg/proxy/healthcheck).
function endpointsHere({ service, localEndpoints }: ProxyHealth['services'][number]): HttpResponse {
  const { namespace, name } = service
  const told = { service: { namespace, name }, localEndpoints, serviceProxyHealthy: true }
  return {
    status: localEndpoints > 0 ? 200 : 503,
    headers: {
      'Content-Type': 'application/json',
      'X-Content-Type-Options': 'nosniff',
      'X-Load-Balancing-Endpoint-Weight': String(localEndpoints),
    },
    body: JSON.stringify(told, undefined, '\t'),
  }
}

/**
 * What keeps a node's rules. The program reads its configuration and says that it runs; the rules
 * are written by `engine/kube-proxy`, for as long as it does.
 */
export const kubeProxy = defineImage({
  name: 'registry.k8s.io/kube-proxy',
  tags: [/^v1\.3[2-5]\.\d{1,2}$/],
  sizeBytes: 25_963_718,
  entrypoint: ['/usr/local/bin/kube-proxy'],
  command: [],
  exposes: [],
  ...running({ 'kube-proxy': program }),
})
