/** Texts on where Pods are placed, in English. */
export const placement = {
  'Toleration.key': 'Key of the taint. Empty, with `Exists`, tolerates all.',
  'Toleration.operator': '`Equal` compares the value, `Exists` does not. Default: `Equal`.',
  'Toleration.operator.Equal': 'Key and value must be equal.',
  'Toleration.operator.Exists': 'The key is enough.',
  'Toleration.value': 'Value of the taint, for `Equal`.',
  'Toleration.effect': 'Which effect is tolerated. Default: all.',
  'Toleration.effect.NoSchedule': 'New Pods stay away.',
  'Toleration.effect.PreferNoSchedule': 'New Pods rather stay away.',
  'Toleration.effect.NoExecute': 'New Pods stay away, running ones are evicted.',
  'Toleration.tolerationSeconds':
    'Seconds the Pod may stay on a node with a `NoExecute` taint. Default: for ever; the server adds 300 for nodes that fail.',
  'TopologySpreadConstraint.maxSkew':
    'By how many Pods the fullest and the emptiest place may differ. At least 1.',
  'TopologySpreadConstraint.topologyKey':
    'Label of nodes that names the place: `kubernetes.io/hostname`, `topology.kubernetes.io/zone`.',
  'TopologySpreadConstraint.whenUnsatisfiable':
    '`DoNotSchedule` keeps the Pod pending, `ScheduleAnyway` only prefers.',
  'TopologySpreadConstraint.whenUnsatisfiable.DoNotSchedule': 'The Pod stays pending.',
  'TopologySpreadConstraint.whenUnsatisfiable.ScheduleAnyway':
    'The most even place is preferred, no more.',
  'TopologySpreadConstraint.labelSelector': 'Which Pods are counted.',
  'TopologySpreadConstraint.matchLabelKeys':
    'Label keys whose values must equal this Pod’s, such as `pod-template-hash`.',
  'TopologySpreadConstraint.minDomains': 'How many places there should be at least. Default: 1.',
  'TopologySpreadConstraint.nodeAffinityPolicy':
    'Whether nodes that the Pod’s affinity excludes are counted: `Honor` leaves them out. Default: `Honor`.',
  'TopologySpreadConstraint.nodeAffinityPolicy.Honor':
    'Only nodes that `nodeSelector` and affinity allow are counted.',
  'TopologySpreadConstraint.nodeAffinityPolicy.Ignore': 'All nodes are counted.',
  'TopologySpreadConstraint.nodeTaintsPolicy':
    'Whether nodes with taints it does not tolerate are counted: `Ignore` counts them. Default: `Ignore`.',
  'TopologySpreadConstraint.nodeTaintsPolicy.Honor':
    'Only nodes without taints, or with tolerated ones, are counted.',
  'TopologySpreadConstraint.nodeTaintsPolicy.Ignore': 'All nodes are counted.',
  'Affinity.nodeAffinity': 'Which nodes, by their labels.',
  'Affinity.podAffinity': 'Near which other Pods.',
  'Affinity.podAntiAffinity': 'Away from which other Pods.',
  'NodeAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    'What a node must have. Checked when the Pod is placed, not later.',
  'NodeAffinity.preferredDuringSchedulingIgnoredDuringExecution': 'What a node should rather have.',
  'PodAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    'Pods that must be near. Checked when the Pod is placed, not later.',
  'PodAffinity.preferredDuringSchedulingIgnoredDuringExecution': 'Pods that should rather be near.',
  'PodAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    'Pods that must not be near. Checked when the Pod is placed, not later.',
  'PodAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution':
    'Pods that should rather not be near.',
  'NodeSelector.nodeSelectorTerms': 'Alternatives: one of them must match.',
  'NodeSelectorTerm.matchExpressions': 'Conditions on labels of the node. All must hold.',
  'NodeSelectorTerm.matchFields': 'Conditions on fields of the node; only `metadata.name`.',
  'NodeSelectorRequirement.key': 'Key of the node’s label.',
  'NodeSelectorRequirement.operator': 'How it is compared.',
  'NodeSelectorRequirement.operator.In': 'The label has one of the values.',
  'NodeSelectorRequirement.operator.NotIn': 'The label has none of the values, or is missing.',
  'NodeSelectorRequirement.operator.Exists': 'The node has the label.',
  'NodeSelectorRequirement.operator.DoesNotExist': 'The node does not have the label.',
  'NodeSelectorRequirement.operator.Gt': 'The label is a number greater than the value.',
  'NodeSelectorRequirement.operator.Lt': 'The label is a number less than the value.',
  'NodeSelectorRequirement.values':
    'Values to compare with. One number for `Gt` and `Lt`, none for `Exists` and `DoesNotExist`.',
  'PreferredSchedulingTerm.weight': 'How much the wish weighs. 1–100.',
  'PreferredSchedulingTerm.preference': 'What the node should have.',
  'WeightedPodAffinityTerm.weight': 'How much the wish weighs. 1–100.',
  'WeightedPodAffinityTerm.podAffinityTerm': 'Which Pods are meant, and what near means.',
  'PodAffinityTerm.labelSelector': 'Which Pods are meant.',
  'PodAffinityTerm.topologyKey':
    'What near means: nodes with the same value of this label. `kubernetes.io/hostname` is the same node.',
  'PodAffinityTerm.namespaces': 'Namespaces of those Pods. Default: this Pod’s.',
  'PodAffinityTerm.namespaceSelector': 'Namespaces of those Pods, by label.',
  'PodAffinityTerm.matchLabelKeys': 'Label keys whose values must equal this Pod’s.',
  'PodAffinityTerm.mismatchLabelKeys': 'Label keys whose values must differ from this Pod’s.',
} as const
