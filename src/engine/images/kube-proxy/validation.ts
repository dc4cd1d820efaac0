import { type FieldError, invalid, notSupported } from '../../api/field-error'
import { durationText } from '../../api/go-duration'
import { parseIp, parseIpBlock } from '../../api/ip'
import type { Duration } from '../../sim'
import { type Given, type Section, spanOf } from './given'

/** What kube-proxy does not take of a configuration (pkg/proxy/apis/config/validation). */
export const errorsIn = (given: Given): readonly FieldError[] => [
  ...bitErrors(given.iptables, at('KubeProxyIPTablesConfiguration')),
  ...(given.mode === 'ipvs' ? ipvsErrors(given.ipvs) : []),
  ...(given.mode === 'nftables'
    ? bitErrors(given.nftables, at('KubeProxyNFTablesConfiguration'))
    : []),
  ...conntrackErrors(given.conntrack),
  ...numberError(at('KubeProxyLinuxConfiguration.OOMScoreAdj'), given.oomScoreAdj, [-1000, 1000]),
  ...modeErrors(given.mode),
  ...(given.burst < 0 ? [invalid(at('ClientConnection.Burst'), given.burst, NOT_NEGATIVE)] : []),
  ...periodErrors(given),
  ...(parseIp(given.bindAddress)
    ? []
    : [invalid(at('BindAddress'), given.bindAddress, NO_ADDRESS)]),
  ...hostPortErrors(at('HealthzBindAddress'), given.healthzBindAddress),
  ...hostPortErrors(at('MetricsBindAddress'), given.metricsBindAddress),
  ...nodePortErrors(given.nodePortAddresses),
  ...(detectModes.includes(given.detectLocalMode)
    ? []
    : [notSupported(at('DetectLocalMode'), given.detectLocalMode, detectModes)]),
  ...detectErrors(given),
]

const at = (path: string): string => `KubeProxyConfiguration.${path}`

const NOT_NEGATIVE = 'must be greater than or equal to 0'
const POSITIVE = 'must be greater than 0'
const NO_ADDRESS = 'not a valid textual representation of an IP address'
const NO_BLOCK = 'must be a valid CIDR'
const detectModes = ['ClusterCIDR', 'NodeCIDR', 'BridgeInterface', 'InterfaceNamePrefix', '']
const modes = ['', 'iptables', 'ipvs', 'nftables']

function numberError(
  path: string,
  value: number,
  [least, most]: readonly [number, number],
): readonly FieldError[] {
  const isWithin = value >= least && value <= most
  return isWithin ? [] : [invalid(path, value, `must be within the range [${least}, ${most}]`)]
}

const bitErrors = ({ masqueradeBit }: Section, path: string): readonly FieldError[] =>
  typeof masqueradeBit === 'number'
    ? numberError(`${path}.MasqueradeBit`, masqueradeBit, [0, 31])
    : []

const spanError = (path: string, span: Duration): readonly FieldError[] =>
  span < 0 ? [invalid(path, durationText(span), NOT_NEGATIVE)] : []

function ipvsErrors(ipvs: Section): readonly FieldError[] {
  const path = at('KubeProxyIPVSConfiguration')
  const blocks = (ipvs['excludeCIDRs'] ?? []) as readonly string[]
  return [
    ...spanError(`${path}.TCPTimeout`, spanOf(ipvs, 'tcpTimeout', 0)),
    ...spanError(`${path}.TCPFinTimeout`, spanOf(ipvs, 'tcpFinTimeout', 0)),
    ...spanError(`${path}.UDPTimeout`, spanOf(ipvs, 'udpTimeout', 0)),
    ...blocks.flatMap((block, index) =>
      parseIpBlock(block) ? [] : [invalid(`${path}.ExcludeCidrs[${index}]`, block, NO_BLOCK)],
    ),
  ]
}

function conntrackErrors(conntrack: Section): readonly FieldError[] {
  const path = at('KubeProxyLinuxConfiguration.KubeProxyConntrackConfiguration')
  const count = (name: string, field: string): readonly FieldError[] => {
    const value = conntrack[name]
    const isNegative = typeof value === 'number' && value < 0
    return isNegative ? [invalid(`${path}.${field}`, value, NOT_NEGATIVE)] : []
  }
  const span = (name: string, field: string): readonly FieldError[] =>
    spanError(`${path}.${field}`, spanOf(conntrack, name, 0))
  return [
    ...count('maxPerCore', 'MaxPerCore'),
    ...count('min', 'Min'),
    ...span('tcpEstablishedTimeout', 'TCPEstablishedTimeout'),
    ...span('tcpCloseWaitTimeout', 'TCPCloseWaitTimeout'),
    ...span('udpTimeout', 'UDPTimeout'),
    ...span('udpStreamTimeout', 'UDPStreamTimeout'),
  ]
}

const modeErrors = (mode: string): readonly FieldError[] =>
  modes.includes(mode)
    ? []
    : [
        invalid(
          at('Mode.ProxyMode'),
          mode,
          'must be iptables, ipvs, nftables or blank (blank means the best-available proxy ' +
            '[currently iptables])',
        ),
      ]

function periodErrors({ configSyncPeriod, syncPeriod, minSyncPeriod }: Given) {
  const positive = (path: string, span: Duration): readonly FieldError[] =>
    span > 0 ? [] : [invalid(at(path), durationText(span), POSITIVE)]
  const least = `must be greater than or equal to ${at('MinSyncPeriod')}`
  return [
    ...positive('ConfigSyncPeriod', configSyncPeriod),
    ...positive('SyncPeriod', syncPeriod),
    ...spanError(at('MinSyncPeriod'), minSyncPeriod),
    ...(minSyncPeriod > syncPeriod
      ? [invalid(at('SyncPeriod'), durationText(minSyncPeriod), least)]
      : []),
  ]
}

function hostPortErrors(path: string, text: string): readonly FieldError[] {
  const found = /^(?:\[([^\]]*)\]|([^:]*)):([^:]*)$/.exec(text)
  if (!found) return [invalid(path, text, 'must be IP:port')]
  const host = found[1] ?? found[2] ?? ''
  const port = found[3] ?? ''
  const isPort = /^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535
  return [
    ...(parseIp(host) ? [] : [invalid(path, host, 'must be a valid IP')]),
    ...(isPort ? [] : [invalid(path, port, 'must be a valid port')]),
  ]
}

function nodePortErrors(blocks: readonly string[]): readonly FieldError[] {
  const path = at('NodePortAddresses')
  const primary = blocks.indexOf('primary')
  const before = primary < 0 ? blocks : blocks.slice(0, primary)
  const mixed = "can't use both 'primary' and CIDRs"
  return [
    ...before.flatMap((block, index) =>
      parseIpBlock(block) ? [] : [invalid(`${path}[${index}]`, block, NO_BLOCK)],
    ),
    ...(primary >= 0 && blocks.length > 1
      ? [invalid(`${path}[${primary}]`, 'primary', mixed)]
      : []),
  ]
}

function detectErrors({ detectLocalMode, detectLocal, clusterCIDR }: Given) {
  const path = at('DetectLocalConfiguration')
  const { bridgeInterface, interfaceNamePrefix } = detectLocal
  const empty = (field: string, value: string): readonly FieldError[] =>
    value === '' ? [invalid(`${path}.${field}`, value, 'must not be empty')] : []
  switch (detectLocalMode) {
    case 'BridgeInterface':
      return empty('InterfaceName', bridgeInterface)
    case 'InterfaceNamePrefix':
      return empty('InterfacePrefix', interfaceNamePrefix)
    case 'ClusterCIDR':
      return clusterCIDR === '' ? [] : clusterErrors(`${path}.ClusterCIDRs`, clusterCIDR.split(','))
    default:
      return []
  }
}

function clusterErrors(path: string, blocks: readonly string[]): readonly FieldError[] {
  const pair =
    'must be a either a single CIDR or dual-stack pair of CIDRs (e.g. [10.100.0.0/16, ' +
    'fde4:8dba:82e1::/48]'
  if (blocks.length > 2) return [invalid(path, blocks, pair)]
  const read = blocks.map(parseIpBlock)
  const one = 'must be a valid CIDR block (e.g. 10.100.0.0/16 or fde4:8dba:82e1::/48)'
  const bad = blocks.flatMap((block, index) =>
    read[index] ? [] : [invalid(`${path}[${index}]`, block, one)],
  )
  const [first, second] = read.map((each) => each?.ip.family)
  return bad.length === 0 && first === second ? [invalid(path, blocks, pair)] : bad
}
