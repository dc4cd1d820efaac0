import { parseDuration } from '../../api/go-duration'
import { goType, misreadText, mistypedText } from '../../api/mistyped'
import { boolean, int32, type Schema, string } from '../../api/schema'

/** What a field of the configuration is: a Go struct has its name and fields, a span is a text. */
export type Kind = Schema | 'duration' | 'float32' | Struct

/** A Go struct of kubeproxy.config.k8s.io/v1alpha1. */
export interface Struct {
  readonly struct: string
  readonly fields: Readonly<Record<string, Kind>>
}

const strings: Schema = { type: 'list', items: string }
const anything: Schema = { type: 'any' }

const periods = { syncPeriod: 'duration', minSyncPeriod: 'duration' } as const

/** Every field of a KubeProxyConfiguration (staging/src/k8s.io/kube-proxy/config/v1alpha1). */
export const configurationFields: Struct = {
  struct: 'KubeProxyConfiguration',
  fields: {
    apiVersion: string,
    kind: string,
    featureGates: { type: 'map', values: boolean },
    clientConnection: {
      struct: 'ClientConnectionConfiguration',
      fields: {
        kubeconfig: string,
        acceptContentTypes: string,
        contentType: string,
        qps: 'float32',
        burst: int32,
      },
    },
    logging: anything,
    hostnameOverride: string,
    bindAddress: string,
    healthzBindAddress: string,
    metricsBindAddress: string,
    bindAddressHardFail: boolean,
    enableProfiling: boolean,
    showHiddenMetricsForVersion: string,
    mode: { ...string, name: 'v1alpha1.ProxyMode' },
    iptables: {
      struct: 'KubeProxyIPTablesConfiguration',
      fields: {
        masqueradeBit: int32,
        masqueradeAll: boolean,
        localhostNodePorts: boolean,
        ...periods,
      },
    },
    ipvs: {
      struct: 'KubeProxyIPVSConfiguration',
      fields: {
        ...periods,
        scheduler: string,
        excludeCIDRs: strings,
        strictARP: boolean,
        tcpTimeout: 'duration',
        tcpFinTimeout: 'duration',
        udpTimeout: 'duration',
      },
    },
    nftables: {
      struct: 'KubeProxyNFTablesConfiguration',
      fields: { masqueradeBit: int32, masqueradeAll: boolean, ...periods },
    },
    winkernel: anything,
    detectLocalMode: { ...string, name: 'v1alpha1.LocalMode' },
    detectLocal: {
      struct: 'DetectLocalConfiguration',
      fields: { bridgeInterface: string, interfaceNamePrefix: string },
    },
    clusterCIDR: string,
    nodePortAddresses: strings,
    oomScoreAdj: int32,
    conntrack: {
      struct: 'KubeProxyConntrackConfiguration',
      fields: {
        maxPerCore: int32,
        min: int32,
        tcpEstablishedTimeout: 'duration',
        tcpCloseWaitTimeout: 'duration',
        tcpBeLiberal: boolean,
        udpTimeout: 'duration',
        udpStreamTimeout: 'duration',
      },
    },
    configSyncPeriod: 'duration',
    portRange: string,
    windowsRunAsService: boolean,
  },
}

/** Where a value stands: with indexes, and as Go's errors have it. */
interface Place {
  readonly path: string
  readonly goPath: string
  readonly struct: string
}

/** What is wrong with the types of a configuration, and the fields that it should not have. */
export interface Faults {
  /** The first value that Go's decoder cannot take. */
  readonly mistyped?: string
  readonly unknown: readonly string[]
}

/** Compares a configuration with its type, as strict decoding does. */
export function faultsOf(value: unknown): Faults {
  const unknown: string[] = []
  const mistyped = inStruct(configurationFields, value, { path: '', goPath: '', struct: '' })
  return mistyped === undefined ? { unknown } : { mistyped, unknown }

  function inStruct(of: Struct, given: unknown, { path, goPath }: Place): string | undefined {
    for (const [key, each] of Object.entries(given as object)) {
      const kind = Object.hasOwn(of.fields, key) ? of.fields[key] : undefined
      const at = path === '' ? key : `${path}.${key}`
      if (kind === undefined) {
        unknown.push(at)
        continue
      }
      const place = {
        path: at,
        goPath: goPath === '' ? key : `${goPath}.${key}`,
        struct: of.struct,
      }
      const fault = each === null ? undefined : faultAt(kind, each, place)
      if (fault !== undefined) return fault
    }
    return undefined
  }

  function faultAt(kind: Kind, given: unknown, place: Place): string | undefined {
    if (kind === 'duration') return spanFault(given)
    if (kind === 'float32') return typeOr('float32', typeof given === 'number', given, place)
    if ('struct' in kind) {
      const isMap = typeof given === 'object' && !Array.isArray(given)
      if (isMap) return inStruct(kind, given, place)
      return typeOr(`v1alpha1.${kind.struct}`, false, given, place)
    }
    if (kind.type === 'list' && Array.isArray(given)) {
      const bad = given.find((each) => !fits(kind.items, each))
      return bad === undefined ? undefined : mistypedText(goType(kind.items), bad, place)
    }
    return fits(kind, given) ? undefined : mistypedText(goType(kind), given, place)
  }
}

// A span reads itself, and does not know in which field it is.
function spanFault(given: unknown): string | undefined {
  if (typeof given !== 'string') return misreadText('string', given)
  const span = parseDuration(given)
  return typeof span === 'number' ? undefined : span.error
}

function typeOr(type: string, isFit: boolean, given: unknown, place: Place): string | undefined {
  return isFit ? undefined : mistypedText(type, given, place)
}

function fits(schema: Schema, given: unknown): boolean {
  switch (schema.type) {
    case 'string':
      return typeof given === 'string'
    case 'boolean':
      return typeof given === 'boolean'
    case 'integer':
      return Number.isInteger(given)
    case 'list':
      return Array.isArray(given) && given.every((each) => fits(schema.items, each))
    case 'map':
      return typeof given === 'object' && !Array.isArray(given)
    default:
      return true
  }
}
