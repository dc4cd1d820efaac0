/** Texts on workloads that keep Pods running, in English. */
export const workloads = {
  Deployment:
    'Keeps a number of equal Pods running and replaces them step by step when their template changes.',
  'Deployment.spec': 'How many Pods, made from which template, replaced in which way.',
  'DeploymentSpec.replicas': 'How many Pods to keep running. 0 or more. Default: 1.',
  'DeploymentSpec.selector':
    'Which Pods belong to the Deployment. Must match the labels of the template. Cannot be changed.',
  'DeploymentSpec.template': 'What each Pod is made from. Any change here starts a rollout.',
  'DeploymentSpec.strategy': 'How old Pods are replaced by new ones.',
  'DeploymentSpec.minReadySeconds':
    'Seconds a new Pod must be ready before it counts as available. Default: 0.',
  'DeploymentSpec.revisionHistoryLimit':
    'How many old ReplicaSets to keep, to be able to go back. Default: 10.',
  'DeploymentSpec.paused':
    'While `true`, changes of the template start no rollout. Default: `false`.',
  'DeploymentSpec.progressDeadlineSeconds':
    'Seconds without progress after which a rollout is reported as failed. It is not undone. More than `minReadySeconds`. Default: 600.',
  'DeploymentStrategy.type':
    'Replace Pods little by little or all at once. Default: `RollingUpdate`.',
  'DeploymentStrategy.type.RollingUpdate': 'New Pods start before old ones stop: no gap.',
  'DeploymentStrategy.type.Recreate':
    'All old Pods stop, then new ones start: a gap, but never two versions at once.',
  'DeploymentStrategy.rollingUpdate': 'Limits of a rolling update. Only with type `RollingUpdate`.',
  'RollingUpdateDeployment.maxSurge':
    'How many Pods there may be above `replicas` during a rollout: a number or a percentage, rounded up. Default: `25%`.',
  'RollingUpdateDeployment.maxUnavailable':
    'How many Pods may be missing below `replicas` during a rollout: a number or a percentage, rounded down. Default: `25%`. Not 0 when `maxSurge` is 0.',

  ReplicaSet:
    'Keeps a number of equal Pods running. A Deployment makes one for each version of its template.',
  'ReplicaSet.spec': 'How many Pods, made from which template.',
  'ReplicaSetSpec.replicas': 'How many Pods to keep running. 0 or more. Default: 1.',
  'ReplicaSetSpec.selector':
    'Which Pods belong to the ReplicaSet. Must match the labels of the template. Cannot be changed.',
  'ReplicaSetSpec.template':
    'What each Pod is made from. A change concerns new Pods only: those that run stay as they are.',
  'ReplicaSetSpec.minReadySeconds':
    'Seconds a new Pod must be ready before it counts as available. Default: 0.',

  StatefulSet:
    'Keeps numbered Pods (`web-0`, `web-1` …) that keep their names and storage, and makes and replaces them one after the other.',
  'StatefulSet.spec': 'How many Pods, from which template, and in which order.',
  'StatefulSetSpec.replicas':
    'How many Pods are kept running. The highest numbers go first when there are fewer. Default: 1.',
  'StatefulSetSpec.selector':
    'Which Pods belong to the StatefulSet. Must match the template’s labels. Cannot be changed.',
  'StatefulSetSpec.serviceName':
    'Headless Service that gives each Pod a DNS name, such as `web-0.NAME`. You create it yourself. Cannot be changed.',
  'StatefulSetSpec.template': 'What each Pod is made from.',
  'StatefulSetSpec.podManagementPolicy':
    'Whether Pods wait for each other. Cannot be changed. Default: `OrderedReady`.',
  'StatefulSetSpec.podManagementPolicy.OrderedReady':
    'Each Pod starts when the one before is ready; they stop in reverse order.',
  'StatefulSetSpec.podManagementPolicy.Parallel':
    'All start and stop at once. Updates still go one by one.',
  'StatefulSetSpec.updateStrategy': 'How old Pods are replaced by new ones.',
  'StatefulSetSpec.volumeClaimTemplates':
    'Claims of which each Pod gets its own, such as `data-web-0`, and finds it again under the same number. Cannot be changed.',
  'StatefulSetSpec.persistentVolumeClaimRetentionPolicy':
    'What becomes of claims that are no longer used. Kept here only: claims always stay.',
  'StatefulSetSpec.ordinals': 'How the Pods are numbered.',
  'StatefulSetSpec.minReadySeconds':
    'Seconds a new Pod must be ready to count as available. Default: 0.',
  'StatefulSetSpec.revisionHistoryLimit':
    'How many old ControllerRevisions are kept for going back. Default: 10.',
  'StatefulSetUpdateStrategy.type':
    'Whether Pods are replaced by themselves. Default: `RollingUpdate`.',
  'StatefulSetUpdateStrategy.type.RollingUpdate':
    'One by one from the highest number down, each when the one before is ready.',
  'StatefulSetUpdateStrategy.type.OnDelete': 'Only when somebody deletes the old Pod.',
  'StatefulSetUpdateStrategy.rollingUpdate':
    'How far a rolling update goes. Only for `RollingUpdate`.',
  'RollingUpdateStatefulSetStrategy.partition':
    'Pods with lower numbers keep the old template: a way to try a new one on a few. Default: 0.',
  'RollingUpdateStatefulSetStrategy.maxUnavailable':
    'How many Pods may be down during the update. Alpha: clusters replace one at a time unless it is switched on.',
  'StatefulSetOrdinals.start': 'Number of the first Pod. Default: 0.',
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted':
    'Claims when the StatefulSet is deleted: `Retain` or `Delete`. Default: `Retain`.',
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled':
    'Claims of Pods that are no longer wanted when there are fewer: `Retain` or `Delete`. Default: `Retain`.',

  DaemonSet: 'Keeps one Pod on every node, or on every node that its template selects.',
  'DaemonSet.spec': 'From which template, and how Pods are replaced.',
  'DaemonSetSpec.selector':
    'Which Pods belong to the DaemonSet. Must match the template’s labels. Cannot be changed.',
  'DaemonSetSpec.template':
    'What each Pod is made from. Its `nodeSelector`, affinity and tolerations decide on which nodes there is one.',
  'DaemonSetSpec.updateStrategy': 'How old Pods are replaced by new ones.',
  'DaemonSetSpec.minReadySeconds':
    'Seconds a new Pod must be ready to count as available. Default: 0.',
  'DaemonSetSpec.revisionHistoryLimit':
    'How many old ControllerRevisions are kept for going back. Default: 10.',
  'DaemonSetUpdateStrategy.type':
    'Whether Pods are replaced by themselves. Default: `RollingUpdate`.',
  'DaemonSetUpdateStrategy.type.RollingUpdate': 'Node by node, within the limits below.',
  'DaemonSetUpdateStrategy.type.OnDelete': 'Only when somebody deletes the old Pod.',
  'DaemonSetUpdateStrategy.rollingUpdate': 'Limits of a rolling update. Only for `RollingUpdate`.',
  'RollingUpdateDaemonSet.maxUnavailable':
    'On how many nodes the Pod may be down during the update: a number or a percentage, rounded up. Default: 1. Not 0 if `maxSurge` is.',
  'RollingUpdateDaemonSet.maxSurge':
    'On how many nodes the new Pod may start beside the old one: a number or a percentage, rounded up. Default: 0. Needs `maxUnavailable: 0`.',

  ControllerRevision:
    'An earlier or the present template of a StatefulSet or DaemonSet, kept by the cluster for `kubectl rollout undo`.',
  'ControllerRevision.data': 'The template as it was. Cannot be changed.',
  'ControllerRevision.revision':
    'Number of the revision, as `kubectl rollout history` lists it. The highest is in use.',

  PodDisruptionBudget:
    'How many of its Pods a workload can spare at once. Evictions, as by `kubectl drain`, keep to it; deletions do not.',
  'PodDisruptionBudget.spec': 'Which Pods, and how many of them must stay.',
  'PodDisruptionBudgetSpec.selector':
    'Which Pods are protected. `{}` is all of the namespace; absent is none.',
  'PodDisruptionBudgetSpec.minAvailable':
    'How many Pods must stay healthy: a number or a percentage, rounded up. Not together with `maxUnavailable`.',
  'PodDisruptionBudgetSpec.maxUnavailable':
    'How many Pods may be missing: a number or a percentage, rounded up. Not together with `minAvailable`.',
  'PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy':
    'Whether Pods that are not ready may be evicted: `AlwaysAllow`, or `IfHealthyBudget`, only while enough others are healthy. Default: `IfHealthyBudget`.',
  ReplicationController:
    'So many Pods of one template: what there was before ReplicaSets and Deployments.',
  'ReplicationController.spec': 'How many Pods, made from which template.',
  'ReplicationControllerSpec.minReadySeconds':
    'How long a Pod must be Ready to count as available. Default: `0`.',
  'ReplicationControllerSpec.replicas': 'How many Pods. Default: `1`.',
  'ReplicationControllerSpec.selector':
    'Labels of the Pods that belong to it. Default: those of the template.',
  'ReplicationControllerSpec.template': 'What its Pods are like.',
} as const
