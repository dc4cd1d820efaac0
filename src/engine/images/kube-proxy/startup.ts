import type { ProxyConfiguration } from '../../api/proxy'
import type { System } from '../image'
import { klog } from '../klog'

const VERSION = 'v1.34.1'

type Pairs = Readonly<Record<string, string>>

/** Says what it finds and is about to do, until its caches are filled. */
export function announce(
  configuration: ProxyConfiguration,
  unknown: readonly string[],
  system: System,
): void {
  const { mode } = configuration
  const say = (where: string, what: string, more: Pairs = {}): void =>
    system.print(klog(system, 'I', where, what, more))
  if (unknown.length > 0) {
    const faults = unknown.map((path) => `unknown field "${path}"`).join(', ')
    const err = `strict decoding error: ${faults}`
    say('options.go:513', '"Using lenient decoding as strict decoding failed"', { err })
  }
  say('server_linux.go:53', `"Using ${mode} proxy"`)
  const controller = 'node informer cache'
  say('shared_informer.go:349', '"Waiting for caches to sync"', { controller })
  say('shared_informer.go:356', '"Caches are synced"', { controller })
  say('server.go:219', `"Successfully retrieved NodeIPs" NodeIPs=["${system.address}"]`)
  saySettings(configuration, system)
  say('server.go:265', '"kube-proxy running in dual-stack mode" primary ipFamily="IPv4"')
  if (configuration.detectLocal.by === 'nothing') {
    say('server_linux.go:436', '"Defaulting to no-op detect-local"', {})
  }
  say('server_linux.go:132', `"Using ${mode} Proxier"`)
  sayMode(configuration, system)
  say('server.go:527', '"Version info"', { version: VERSION })
  const golang = { GOGC: '', GOMAXPROCS: '', GOTRACEBACK: '' }
  say('server.go:529', '"Golang settings"', golang)
  for (const [where, kind] of [
    ['config.go:200', 'service'],
    ['config.go:106', 'endpoint slice'],
    ['config.go:403', 'serviceCIDR'],
    ['config.go:309', 'node'],
  ] as const) {
    say(where, `"Starting ${kind} config controller"`)
    if (kind !== 'node') {
      say('shared_informer.go:349', '"Waiting for caches to sync"', {
        controller: `${kind} config`,
      })
    }
  }
}

// Where kube-proxy has advice, it says so as an error.
const UNSET =
  'nodePortAddresses is unset; NodePort connections will be accepted on all local IPs. Consider ' +
  'using `--nodeport-addresses primary`'

function saySettings({ mode, nodePortAddresses }: ProxyConfiguration, system: System): void {
  if (nodePortAddresses !== 'all' || mode === 'nftables') return
  const what = '"Kube-proxy configuration may be incomplete or incorrect"'
  system.complain(klog(system, 'E', 'server.go:256', what, { err: UNSET }))
}

const LOCALNET =
  '"Setting route_localnet=1 to allow node-ports on localhost; to change this either disable ' +
  'iptables.localhostNodePorts (--iptables-localhost-nodeports) or set nodePortAddresses ' +
  '(--nodeport-addresses) to filter loopback addresses"'

function sayMode(configuration: ProxyConfiguration, system: System): void {
  const { mode, localhostNodePorts, nodePortAddresses } = configuration
  const ipFamily = 'IPv4'
  if (mode === 'iptables' && localhostNodePorts && nodePortAddresses === 'all') {
    system.print(klog(system, 'I', 'proxier.go:242', LOCALNET, { ipFamily }))
  }
  if (mode === 'ipvs' && configuration.scheduler === 'rr') {
    const what = '"IPVS scheduler not specified, use rr by default"'
    system.print(klog(system, 'I', 'proxier.go:364', what, { ipFamily }))
  }
}

/** Says that its caches are filled, each by each. */
export function sayFilled(system: System): void {
  for (const kind of ['service', 'endpoint slice', 'node', 'serviceCIDR']) {
    const controller = `${kind} config`
    const what = '"Caches are synced"'
    system.print(klog(system, 'I', 'shared_informer.go:356', what, { controller }))
  }
}
