import type { placement as english } from '../en/placement'

/** The same texts on where Pods are placed, in Chinese. */
export const placement: Readonly<Record<keyof typeof english, string>> = {
  'Toleration.key': '污点的键。为空且用 `Exists` 时容忍所有污点。',
  'Toleration.operator': '`Equal` 比较值，`Exists` 不比较。默认：`Equal`。',
  'Toleration.operator.Equal': '键和值都须相等。',
  'Toleration.operator.Exists': '只要键相同。',
  'Toleration.value': '污点的值，用于 `Equal`。',
  'Toleration.effect': '容忍哪种效果。默认：全部。',
  'Toleration.effect.NoSchedule': '新 Pod 不会调度上去。',
  'Toleration.effect.PreferNoSchedule': '新 Pod 尽量不调度上去。',
  'Toleration.effect.NoExecute': '新 Pod 不会调度上去，运行中的会被驱逐。',
  'Toleration.tolerationSeconds':
    '在有 `NoExecute` 污点的节点上可以停留的秒数。默认：一直停留；节点故障时服务器会加上 300。',
  'TopologySpreadConstraint.maxSkew': '最满与最空之处最多相差几个 Pod。至少 1。',
  'TopologySpreadConstraint.topologyKey':
    '按节点的哪个标签划分：`kubernetes.io/hostname`、`topology.kubernetes.io/zone`。',
  'TopologySpreadConstraint.whenUnsatisfiable':
    '`DoNotSchedule` 让 Pod 保持 Pending，`ScheduleAnyway` 只是尽量。',
  'TopologySpreadConstraint.whenUnsatisfiable.DoNotSchedule': 'Pod 保持 Pending。',
  'TopologySpreadConstraint.whenUnsatisfiable.ScheduleAnyway': '只是优先选最均匀之处。',
  'TopologySpreadConstraint.labelSelector': '统计哪些 Pod。',
  'TopologySpreadConstraint.matchLabelKeys':
    '这些标签的值须与该 Pod 相同，如 `pod-template-hash`。',
  'TopologySpreadConstraint.minDomains': '至少应有几处。默认：1。',
  'TopologySpreadConstraint.nodeAffinityPolicy':
    '是否计入被亲和性排除的节点：`Honor` 不计入。默认：`Honor`。',
  'TopologySpreadConstraint.nodeAffinityPolicy.Honor': '只统计 `nodeSelector` 和亲和性允许的节点。',
  'TopologySpreadConstraint.nodeAffinityPolicy.Ignore': '统计所有节点。',
  'TopologySpreadConstraint.nodeTaintsPolicy':
    '是否计入有不容忍污点的节点：`Ignore` 计入。默认：`Ignore`。',
  'TopologySpreadConstraint.nodeTaintsPolicy.Honor': '只统计没有污点或污点可被容忍的节点。',
  'TopologySpreadConstraint.nodeTaintsPolicy.Ignore': '统计所有节点。',
  'Affinity.nodeAffinity': '按标签要求或偏好哪些节点。',
  'Affinity.podAffinity': '靠近哪些 Pod。',
  'Affinity.podAntiAffinity': '远离哪些 Pod。',
  'NodeAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    '节点必须具备的条件。只在调度时检查，之后不再检查。',
  'NodeAffinity.preferredDuringSchedulingIgnoredDuringExecution': '节点最好具备的条件。',
  'PodAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    '必须靠近的 Pod。只在调度时检查，之后不再检查。',
  'PodAffinity.preferredDuringSchedulingIgnoredDuringExecution': '最好靠近的 Pod。',
  'PodAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    '必须远离的 Pod。只在调度时检查，之后不再检查。',
  'PodAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution': '最好远离的 Pod。',
  'NodeSelector.nodeSelectorTerms': '多选一：满足其中一个即可。',
  'NodeSelectorTerm.matchExpressions': '对节点标签的条件，须全部满足。',
  'NodeSelectorTerm.matchFields': '对节点字段的条件；只能用 `metadata.name`。',
  'NodeSelectorRequirement.key': '节点标签的键。',
  'NodeSelectorRequirement.operator': '比较方式。',
  'NodeSelectorRequirement.operator.In': '标签的值是其中之一。',
  'NodeSelectorRequirement.operator.NotIn': '标签的值不在其中，或没有该标签。',
  'NodeSelectorRequirement.operator.Exists': '节点有该标签。',
  'NodeSelectorRequirement.operator.DoesNotExist': '节点没有该标签。',
  'NodeSelectorRequirement.operator.Gt': '标签是大于该值的整数。',
  'NodeSelectorRequirement.operator.Lt': '标签是小于该值的整数。',
  'NodeSelectorRequirement.values':
    '用来比较的值。`Gt` 和 `Lt` 填一个数字，`Exists` 和 `DoesNotExist` 不填。',
  'PreferredSchedulingTerm.weight': '该偏好的权重。1–100。',
  'PreferredSchedulingTerm.preference': '节点最好具备什么。',
  'WeightedPodAffinityTerm.weight': '该偏好的权重。1–100。',
  'WeightedPodAffinityTerm.podAffinityTerm': '指哪些 Pod，以及怎样算靠近。',
  'PodAffinityTerm.labelSelector': '指哪些 Pod。',
  'PodAffinityTerm.topologyKey':
    '怎样算靠近：该标签值相同的节点。`kubernetes.io/hostname` 即同一节点。',
  'PodAffinityTerm.namespaces': '那些 Pod 所在的命名空间。默认：与该 Pod 相同。',
  'PodAffinityTerm.namespaceSelector': '按标签选择那些 Pod 的命名空间。',
  'PodAffinityTerm.matchLabelKeys': '这些标签的值须与该 Pod 相同。',
  'PodAffinityTerm.mismatchLabelKeys': '这些标签的值须与该 Pod 不同。',
}
