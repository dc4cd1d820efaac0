import { parseCidr } from '../../api/address'
import { causeText, type FieldError } from '../../api/field-error'
import { type LocalDetection, type ProxyConfiguration, schedulers } from '../../api/proxy'
import type { ProxyMode } from '../../api/traffic'
import { seconds } from '../../sim'
import { faultsOf } from './fields'
import { type Given, type Section, spanOf, textOf, withDefaults } from './given'
import { errorsIn } from './validation'
import { parseYaml } from './yaml'

/** A configuration that kube-proxy starts with, or why it does not. */
export type Read =
  | {
      readonly configuration: ProxyConfiguration
      /** What strict decoding would not take. */
      readonly unknown: readonly string[]
      /** The module that ipvs mode asks the kernel for, and the kernel has not. */
      readonly missing: string | undefined
    }
  | { readonly error: string }

/** Reads a configuration file as kube-proxy does (cmd/kube-proxy/app/options.go). */
export function readConfiguration(text: string): Read {
  const yaml = parseYaml(text)
  if ('error' in yaml) return undecoded(yaml.error)
  const { value } = yaml
  if (value !== null && (typeof value !== 'object' || Array.isArray(value))) {
    return undecoded(`couldn't get version/kind; json parse error: ${notAnObject(value)}`)
  }
  const object = (value ?? {}) as Section
  const unregistered = kindFault(object, text)
  if (unregistered !== undefined) return undecoded(unregistered)
  const { mistyped, unknown } = faultsOf(object)
  if (mistyped !== undefined) return undecoded(mistyped)
  const given = withDefaults(object)
  const errors = errorsIn(given)
  if (errors.length > 0) return { error: `failed validate: ${aggregate(errors)}` }
  return { configuration: configurationOf(given), unknown, missing: missingScheduler(given) }
}

const undecoded = (why: string): Read => ({ error: `failed complete: failed to decode: ${why}` })

const notAnObject = (value: unknown): string =>
  `json: cannot unmarshal ${Array.isArray(value) ? 'array' : typeof value} into Go value of type ` +
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string ' +
  '"json:\\"kind,omitempty\\"" }'

const KIND = 'KubeProxyConfiguration'
const VERSION = 'kubeproxy.config.k8s.io/v1alpha1'

function kindFault({ kind, apiVersion }: Section, text: string): string | undefined {
  if (!kind) return `Object 'Kind' is missing in '${text}'`
  if (!apiVersion) return `Object 'apiVersion' is missing in '${text}'`
  const scheme = 'in scheme "pkg/proxy/apis/config/scheme/scheme.go:30"'
  const isOurs = String(apiVersion).startsWith('kubeproxy.config.k8s.io/')
  if (apiVersion !== VERSION && !isOurs) {
    return `no kind "${kind}" is registered for version "${apiVersion}" ${scheme}`
  }
  if (kind === KIND && apiVersion === VERSION) return undefined
  return `no kind "${kind}" is registered for version "${apiVersion}" ${scheme}`
}

// As apimachinery's Aggregate: one error stands alone, several in brackets, none twice.
function aggregate(errors: readonly FieldError[]): string {
  const texts = [...new Set(errors.map((each) => `${each.field}: ${causeText(each)}`))]
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
}

function configurationOf(given: Given): ProxyConfiguration {
  const mode = (given.mode || 'iptables') as ProxyMode
  const own = mode === 'nftables' ? given.nftables : given.iptables
  const [first] = given.nodePortAddresses
  const blocks = given.nodePortAddresses.flatMap((text) => parseCidr(text) ?? [])
  return {
    mode,
    detectLocal: detectionOf(given),
    scheduler: schedulers.find((each) => each === given.ipvs['scheduler']) ?? 'rr',
    masqueradeAll: own['masqueradeAll'] === true,
    masqueradeMark: 2 ** ((own['masqueradeBit'] ?? 14) as number),
    localhostNodePorts: given.iptables['localhostNodePorts'] !== false,
    nodePortAddresses: first === undefined ? 'all' : first === 'primary' ? first : blocks,
    syncPeriod: given.syncPeriod,
    minSyncPeriod: given.minSyncPeriod,
    tracking: trackingOf(given),
  }
}

// Of a pair of blocks the rules are those of IPv4's.
function detectionOf({ detectLocalMode, detectLocal, clusterCIDR }: Given): LocalDetection {
  switch (detectLocalMode) {
    case 'NodeCIDR':
      return { by: 'node' }
    case 'BridgeInterface':
      return { by: 'interface', name: detectLocal.bridgeInterface }
    case 'InterfaceNamePrefix':
      return { by: 'interface', name: `${detectLocal.interfaceNamePrefix}+` }
    default: {
      const [block] = clusterCIDR.split(',').flatMap((text) => parseCidr(text) ?? [])
      return block ? { by: 'cluster', block } : { by: 'nothing' }
    }
  }
}

function trackingOf({ mode, conntrack, ipvs }: Given): ProxyConfiguration['tracking'] {
  const set = (section: Section, name: string, otherwise = 0): number | undefined => {
    const isSaid = section[name] !== undefined && section[name] !== null
    const span = isSaid ? spanOf(section, name, 0) : otherwise
    return span > 0 ? Math.floor(span / seconds(1)) : undefined
  }
  const isIpvs = mode === 'ipvs'
  const spans = {
    established: set(conntrack, 'tcpEstablishedTimeout', seconds(86_400)),
    closeWait: set(conntrack, 'tcpCloseWaitTimeout', seconds(3_600)),
    udp: set(conntrack, 'udpTimeout'),
    udpStream: set(conntrack, 'udpStreamTimeout'),
    virtualTcp: isIpvs ? set(ipvs, 'tcpTimeout') : undefined,
    virtualTcpFin: isIpvs ? set(ipvs, 'tcpFinTimeout') : undefined,
    virtualUdp: isIpvs ? set(ipvs, 'udpTimeout') : undefined,
  }
  const said = Object.entries(spans).filter(([, span]) => span !== undefined)
  return {
    perCore: (conntrack['maxPerCore'] ?? 32_768) as number,
    atLeast: (conntrack['min'] ?? 131_072) as number,
    isLiberal: conntrack['tcpBeLiberal'] === true,
    isStrictArp: isIpvs && ipvs['strictARP'] === true,
    ...(Object.fromEntries(said) as Partial<Record<keyof typeof spans, number>>),
  }
}

function missingScheduler({ mode, ipvs }: Given): string | undefined {
  const name = textOf(ipvs, 'scheduler', 'rr')
  return mode !== 'ipvs' || schedulers.some((each) => each === name) ? undefined : name
}
