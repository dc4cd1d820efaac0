import { labelSelector } from '../../api/meta-schema'
import {
  enumeration,
  given,
  type Infer,
  int32,
  int64,
  list,
  object,
  optional,
  pointer,
  string,
} from '../../api/schema'

const requirements = list(
  object('NodeSelectorRequirement', {
    key: given(string),
    operator: given(
      enumeration('NodeSelectorOperator', 'In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'),
    ),
    values: optional(list(string)),
  }),
)

const inclusion = enumeration('NodeInclusionPolicy', 'Honor', 'Ignore')

const nodeSelectorTerm = object(
  'NodeSelectorTerm',
  { matchExpressions: optional(requirements), matchFields: optional(requirements) },
  { atomic: true },
)

const nodeAffinity = object('NodeAffinity', {
  preferredDuringSchedulingIgnoredDuringExecution: optional(
    list(
      object('PreferredSchedulingTerm', {
        preference: given(nodeSelectorTerm),
        weight: given(int32),
      }),
    ),
  ),
  requiredDuringSchedulingIgnoredDuringExecution: pointer(
    object('NodeSelector', { nodeSelectorTerms: given(list(nodeSelectorTerm)) }, { atomic: true }),
  ),
})

const podAffinityTerm = object('PodAffinityTerm', {
  labelSelector: pointer(labelSelector),
  matchLabelKeys: optional(list(string)),
  mismatchLabelKeys: optional(list(string)),
  namespaceSelector: pointer(labelSelector),
  namespaces: optional(list(string)),
  topologyKey: given(string),
})

const podAffinity = (name: string) =>
  object(name, {
    preferredDuringSchedulingIgnoredDuringExecution: optional(
      list(
        object('WeightedPodAffinityTerm', {
          podAffinityTerm: given(podAffinityTerm),
          weight: given(int32),
        }),
      ),
    ),
    requiredDuringSchedulingIgnoredDuringExecution: optional(list(podAffinityTerm)),
  })

/** Which nodes a Pod wants, and which other Pods near it or far from it (core/v1 Affinity). */
export const affinity = object('Affinity', {
  nodeAffinity: pointer(nodeAffinity),
  podAffinity: pointer(podAffinity('PodAffinity')),
  podAntiAffinity: pointer(podAffinity('PodAntiAffinity')),
})

/** Which nodes a Pod wants, and which other Pods near it or far from it. */
export type Affinity = Infer<typeof affinity>

/** A taint that a Pod puts up with (core/v1 Toleration). */
export const toleration = object('Toleration', {
  effect: optional(enumeration('TaintEffect', 'NoSchedule', 'PreferNoSchedule', 'NoExecute')),
  key: optional(string),
  operator: optional(enumeration('TolerationOperator', 'Equal', 'Exists')),
  tolerationSeconds: pointer(int64),
  value: optional(string),
})

/** A taint that a Pod puts up with. */
export type Toleration = Infer<typeof toleration>

/** How evenly like Pods are to be spread (core/v1 TopologySpreadConstraint). */
export const topologySpreadConstraint = object('TopologySpreadConstraint', {
  labelSelector: pointer(labelSelector),
  matchLabelKeys: optional(list(string)),
  maxSkew: given(int32),
  minDomains: pointer(int32),
  nodeAffinityPolicy: pointer(inclusion),
  nodeTaintsPolicy: pointer(inclusion),
  topologyKey: given(string),
  whenUnsatisfiable: given(
    enumeration('UnsatisfiableConstraintAction', 'DoNotSchedule', 'ScheduleAnyway'),
  ),
})

/** How evenly like Pods are to be spread. */
export type TopologySpreadConstraint = Infer<typeof topologySpreadConstraint>
