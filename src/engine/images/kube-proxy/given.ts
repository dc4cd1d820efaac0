import { parseDuration } from '../../api/go-duration'
import { type Duration, minutes, seconds } from '../../sim'

/** A KubeProxyConfiguration as it is written, with its defaults (config/v1alpha1/defaults.go). */
export interface Given {
  readonly mode: string
  readonly bindAddress: string
  readonly healthzBindAddress: string
  readonly metricsBindAddress: string
  readonly portRange: string
  readonly clusterCIDR: string
  readonly detectLocalMode: string
  readonly detectLocal: {
    readonly bridgeInterface: string
    readonly interfaceNamePrefix: string
  }
  readonly nodePortAddresses: readonly string[]
  readonly oomScoreAdj: number
  readonly burst: number
  readonly configSyncPeriod: Duration
  /** The section of the mode. */
  readonly syncPeriod: Duration
  readonly minSyncPeriod: Duration
  readonly iptables: Section
  readonly nftables: Section
  readonly ipvs: Section
  readonly conntrack: Section
}

/** A section of it, as it is written. */
export type Section = Readonly<Record<string, unknown>>

/** A section of a configuration; empty when it is not written. */
export const sectionOf = (object: Section, name: string): Section => (object[name] ?? {}) as Section

/** A text; what is not said, or empty, is `otherwise`. */
export const textOf = (object: Section, name: string, otherwise = ''): string =>
  String(object[name] ?? '') || otherwise

/** A span; what is not said, or zero, is `otherwise`. */
export function spanOf(object: Section, name: string, otherwise: Duration): Duration {
  const span = parseDuration(String(object[name] ?? '0'))
  return typeof span === 'number' && span !== 0 ? span : otherwise
}

/** A configuration with what goes without saying. */
export function withDefaults(object: Section): Given {
  const mode = textOf(object, 'mode')
  const own = sectionOf(object, mode || 'iptables')
  const detectLocal = sectionOf(object, 'detectLocal')
  // ipvs has no least period of its own.
  const least = mode === 'ipvs' ? 0 : seconds(1)
  return {
    mode,
    bindAddress: textOf(object, 'bindAddress', '0.0.0.0'),
    healthzBindAddress: withPort(textOf(object, 'healthzBindAddress', '0.0.0.0'), 10_256),
    metricsBindAddress: withPort(textOf(object, 'metricsBindAddress', '127.0.0.1'), 10_249),
    portRange: textOf(object, 'portRange'),
    clusterCIDR: textOf(object, 'clusterCIDR'),
    detectLocalMode: textOf(object, 'detectLocalMode', 'ClusterCIDR'),
    detectLocal: {
      bridgeInterface: textOf(detectLocal, 'bridgeInterface'),
      interfaceNamePrefix: textOf(detectLocal, 'interfaceNamePrefix'),
    },
    nodePortAddresses: (object['nodePortAddresses'] ?? []) as readonly string[],
    oomScoreAdj: (object['oomScoreAdj'] ?? -999) as number,
    burst: (sectionOf(object, 'clientConnection')['burst'] || 10) as number,
    configSyncPeriod: spanOf(object, 'configSyncPeriod', minutes(15)),
    syncPeriod: spanOf(own, 'syncPeriod', seconds(30)),
    minSyncPeriod: spanOf(own, 'minSyncPeriod', least),
    iptables: sectionOf(object, 'iptables'),
    nftables: sectionOf(object, 'nftables'),
    ipvs: sectionOf(object, 'ipvs'),
    conntrack: sectionOf(object, 'conntrack'),
  }
}

const withPort = (address: string, port: number): string =>
  /:\d*$/.test(address) ? address : `${address}:${port}`
