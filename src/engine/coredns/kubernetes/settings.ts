import type { LabelSelector } from '../../api/labels'

/** What the directive `kubernetes` says. */
export interface KubernetesSettings {
  readonly zones: readonly string[]
  /** The first zone that is none of addresses: names found by address lie in it. */
  readonly zone: string
  readonly ttl: number
  readonly pods: 'disabled' | 'insecure' | 'verified'
  /** Empty for all. */
  readonly namespaces: readonly string[]
  readonly namespaceLabels: LabelSelector | undefined
  readonly labels: LabelSelector | undefined
  /** Zones in which what is not found is asked of the next plugin. */
  readonly fallthrough: readonly string[]
  readonly endpointPodNames: boolean
  readonly noEndpoints: boolean
  readonly ignoreEmptyService: boolean
}
