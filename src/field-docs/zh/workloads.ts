import type { workloads as english } from '../en/workloads'

/** The same texts on workloads that keep Pods running, in Chinese. */
export const workloads: Readonly<Record<keyof typeof english, string>> = {
  Deployment: '让指定数量的相同 Pod 持续运行；模板变化时逐步替换它们。',
  'Deployment.spec': '多少个 Pod、用什么模板、如何替换。',
  'DeploymentSpec.replicas': '保持运行的 Pod 数量。不小于 0。默认：1。',
  'DeploymentSpec.selector': '哪些 Pod 属于该 Deployment。必须与模板的标签匹配。不可修改。',
  'DeploymentSpec.template': '创建每个 Pod 所用的模板。任何修改都会触发一次发布。',
  'DeploymentSpec.strategy': '如何用新 Pod 替换旧 Pod。',
  'DeploymentSpec.minReadySeconds': '新 Pod 就绪多少秒后才算可用。默认：0。',
  'DeploymentSpec.revisionHistoryLimit': '保留多少个旧 ReplicaSet 以便回滚。默认：10。',
  'DeploymentSpec.paused': '为 `true` 时，修改模板不会触发发布。默认：`false`。',
  'DeploymentSpec.progressDeadlineSeconds':
    '发布多少秒没有进展就报告失败，但不会回滚。须大于 `minReadySeconds`。默认：600。',
  'DeploymentStrategy.type': '逐步替换还是一次全部替换。默认：`RollingUpdate`。',
  'DeploymentStrategy.type.RollingUpdate': '先启动新 Pod，再停止旧 Pod：没有中断。',
  'DeploymentStrategy.type.Recreate':
    '先停止所有旧 Pod，再启动新 Pod：有中断，但绝不会两个版本并存。',
  'DeploymentStrategy.rollingUpdate': '滚动更新的限度。仅用于 `RollingUpdate`。',
  'RollingUpdateDeployment.maxSurge':
    '发布期间最多比 `replicas` 多几个 Pod：数字或百分比，向上取整。默认：`25%`。',
  'RollingUpdateDeployment.maxUnavailable':
    '发布期间最多比 `replicas` 少几个 Pod：数字或百分比，向下取整。默认：`25%`。`maxSurge` 为 0 时不能为 0。',

  ReplicaSet: '让指定数量的相同 Pod 持续运行。Deployment 为模板的每个版本创建一个。',
  'ReplicaSet.spec': '多少个 Pod、用什么模板。',
  'ReplicaSetSpec.replicas': '保持运行的 Pod 数量。不小于 0。默认：1。',
  'ReplicaSetSpec.selector': '哪些 Pod 属于该 ReplicaSet。必须与模板的标签匹配。不可修改。',
  'ReplicaSetSpec.template': '创建每个 Pod 所用的模板。修改只影响新的 Pod，运行中的保持原样。',
  'ReplicaSetSpec.minReadySeconds': '新 Pod 就绪多少秒后才算可用。默认：0。',

  StatefulSet: '维护编号固定的 Pod（`web-0`、`web-1`……）：名称和存储保持不变，依次创建、依次替换。',
  'StatefulSet.spec': '多少个 Pod、用什么模板、按什么顺序。',
  'StatefulSetSpec.replicas': '保持运行的 Pod 数量。减少时编号最大的先停。默认：1。',
  'StatefulSetSpec.selector': '哪些 Pod 属于该 StatefulSet。必须与模板的标签匹配。不可修改。',
  'StatefulSetSpec.serviceName':
    '让每个 Pod 拥有 DNS 名称（如 `web-0.NAME`）的 headless Service，须自己创建。不可修改。',
  'StatefulSetSpec.template': '创建每个 Pod 所用的模板。',
  'StatefulSetSpec.podManagementPolicy': 'Pod 之间是否互相等待。不可修改。默认：`OrderedReady`。',
  'StatefulSetSpec.podManagementPolicy.OrderedReady': '前一个就绪后才启动下一个；停止时顺序相反。',
  'StatefulSetSpec.podManagementPolicy.Parallel': '同时启动、同时停止。更新仍逐个进行。',
  'StatefulSetSpec.updateStrategy': '如何用新 Pod 替换旧 Pod。',
  'StatefulSetSpec.volumeClaimTemplates':
    '每个 Pod 各得一份的存储申请，如 `data-web-0`；同一编号的 Pod 总是用回同一份。不可修改。',
  'StatefulSetSpec.persistentVolumeClaimRetentionPolicy':
    '不再使用的存储申请如何处理。此处只保存：申请总是保留。',
  'StatefulSetSpec.ordinals': 'Pod 如何编号。',
  'StatefulSetSpec.minReadySeconds': '新 Pod 就绪多少秒后才算可用。默认：0。',
  'StatefulSetSpec.revisionHistoryLimit': '保留多少个旧 ControllerRevision 以便回滚。默认：10。',
  'StatefulSetUpdateStrategy.type': '是否自动替换 Pod。默认：`RollingUpdate`。',
  'StatefulSetUpdateStrategy.type.RollingUpdate':
    '从编号最大的开始逐个替换，前一个就绪后才换下一个。',
  'StatefulSetUpdateStrategy.type.OnDelete': '只有旧 Pod 被人删除后才换成新的。',
  'StatefulSetUpdateStrategy.rollingUpdate': '滚动更新进行到哪里。仅用于 `RollingUpdate`。',
  'RollingUpdateStatefulSetStrategy.partition':
    '编号小于它的 Pod 仍用旧模板，便于先在少数 Pod 上试用新模板。默认：0。',
  'RollingUpdateStatefulSetStrategy.maxUnavailable':
    '更新期间最多几个 Pod 不可用。Alpha 阶段：未启用时集群逐个替换。',
  'StatefulSetOrdinals.start': '第一个 Pod 的编号。默认：0。',
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted':
    '删除 StatefulSet 时，存储申请保留（`Retain`）还是删除（`Delete`）。默认：`Retain`。',
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled':
    '缩容时，多余 Pod 的存储申请保留（`Retain`）还是删除（`Delete`）。默认：`Retain`。',

  DaemonSet: '在每个节点（或模板选中的每个节点）上保持一个 Pod。',
  'DaemonSet.spec': '用什么模板、如何替换 Pod。',
  'DaemonSetSpec.selector': '哪些 Pod 属于该 DaemonSet。必须与模板的标签匹配。不可修改。',
  'DaemonSetSpec.template':
    '创建每个 Pod 所用的模板。其中的 `nodeSelector`、亲和性和容忍度决定哪些节点上有 Pod。',
  'DaemonSetSpec.updateStrategy': '如何用新 Pod 替换旧 Pod。',
  'DaemonSetSpec.minReadySeconds': '新 Pod 就绪多少秒后才算可用。默认：0。',
  'DaemonSetSpec.revisionHistoryLimit': '保留多少个旧 ControllerRevision 以便回滚。默认：10。',
  'DaemonSetUpdateStrategy.type': '是否自动替换 Pod。默认：`RollingUpdate`。',
  'DaemonSetUpdateStrategy.type.RollingUpdate': '在下面的限度内逐个节点替换。',
  'DaemonSetUpdateStrategy.type.OnDelete': '只有旧 Pod 被人删除后才换成新的。',
  'DaemonSetUpdateStrategy.rollingUpdate': '滚动更新的限度。仅用于 `RollingUpdate`。',
  'RollingUpdateDaemonSet.maxUnavailable':
    '更新期间最多有几个节点的 Pod 不可用：数字或百分比，向上取整。默认：1。`maxSurge` 为 0 时不能为 0。',
  'RollingUpdateDaemonSet.maxSurge':
    '最多有几个节点可以在旧 Pod 仍在时启动新 Pod：数字或百分比，向上取整。默认：0。须配合 `maxUnavailable: 0`。',

  ControllerRevision:
    'StatefulSet 或 DaemonSet 以前或当前的模板，由集群保存，供 `kubectl rollout undo` 回滚。',
  'ControllerRevision.data': '当时的模板。不可修改。',
  'ControllerRevision.revision':
    '修订号，与 `kubectl rollout history` 所列一致。最大的是当前版本。',

  PodDisruptionBudget:
    '工作负载同时最多可以少几个 Pod。驱逐（如 `kubectl drain`）会遵守它，直接删除则不会。',
  'PodDisruptionBudget.spec': '针对哪些 Pod，其中多少个必须保留。',
  'PodDisruptionBudgetSpec.selector': '保护哪些 Pod。`{}` 表示命名空间中的全部；不填则一个也没有。',
  'PodDisruptionBudgetSpec.minAvailable':
    '必须保持健康的 Pod：数字或百分比，向上取整。不能与 `maxUnavailable` 同时使用。',
  'PodDisruptionBudgetSpec.maxUnavailable':
    '最多可以少几个 Pod：数字或百分比，向上取整。不能与 `minAvailable` 同时使用。',
  'PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy':
    '未就绪的 Pod 能否被驱逐：`AlwaysAllow` 总是可以，`IfHealthyBudget` 仅当其余健康的 Pod 足够时。默认：`IfHealthyBudget`。',
  ReplicationController: '同一模板的若干 Pod：ReplicaSet 和 Deployment 的前身。',
  'ReplicationController.spec': '多少个 Pod，用什么模板。',
  'ReplicationControllerSpec.minReadySeconds': 'Pod 就绪多久才算可用。默认：`0`。',
  'ReplicationControllerSpec.replicas': 'Pod 的数量。默认：`1`。',
  'ReplicationControllerSpec.selector': '所属 Pod 的标签。默认：模板的标签。',
  'ReplicationControllerSpec.template': 'Pod 的样子。',
}
