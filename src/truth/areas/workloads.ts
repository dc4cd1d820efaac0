import type { Area } from '../behaviour'

export const workloads: Area = {
  id: 'workloads',
  title: { en: 'Controllers and the scheduler', zh: '控制器与调度器' },
  behaviours: [
    {
      id: 'deployment-rollout',
      says: {
        en: 'A rolling update has never more Pods than the surge allows, nor fewer available than it must; a Service keeps ready endpoints all the while.',
        zh: '滚动更新时，Pod 数不超过 maxSurge 所允许的，可用数不低于要求；Service 始终有就绪的端点。',
      },
      source: 'Kubernetes v1.34: pkg/controller/deployment/rolling.go',
      tests: [
        'engine/controllers/deployment/deployment > a rolling update > never has more Pods than the surge allows, nor fewer available than it must',
        'engine/controllers/controllers > in a whole cluster > a rolling update never leaves the Service without ready endpoints',
        'engine/controllers/deployment/deployment > a rolling update > brings an earlier template back as a new revision of its old ReplicaSet',
      ],
    },
    {
      id: 'deployment-hash',
      says: {
        en: "A ReplicaSet's name ends with the very hash that its template has in a v1.34 cluster.",
        zh: 'ReplicaSet 名称末尾的哈希，与 v1.34 集群里同一模板的哈希完全相同。',
      },
      source: 'Kubernetes v1.34: pkg/controller, ComputeHash; recorded of a cluster',
      tests: [
        "engine/controllers/template-hash/index > a template's hash > is %s as in a cluster of v1.34",
        "engine/controllers/template-hash/index > a StatefulSet's revision has the hash that it has in a cluster of v1.34",
      ],
    },
    {
      id: 'replicaset-victims',
      says: {
        en: "Scaling down takes Pods in upstream's order: without a node first, then Pending, not Ready, and so on.",
        zh: '缩容按上游的顺序挑选 Pod：先是没有节点的，再是 Pending 的、未就绪的，等等。',
      },
      source: 'Kubernetes v1.34: pkg/controller, ActivePodsWithRanks',
      tests: ['engine/controllers/replicaset/replicaset > scaling down > takes %s'],
    },
    {
      id: 'replicaset-adoption',
      says: {
        en: 'A ReplicaSet takes orphans that its selector matches, and lets go of a Pod that no longer does.',
        zh: 'ReplicaSet 会收养选择器匹配的孤儿 Pod，也会放走不再匹配的 Pod。',
      },
      source: 'Kubernetes v1.34: pkg/controller/controller_ref_manager.go',
      tests: [
        'engine/controllers/replicaset/replicaset > ownership > is taken of orphans that the selector matches',
        'engine/controllers/replicaset/replicaset > ownership > is given up over a Pod that no longer matches, and another is made',
      ],
    },
    {
      id: 'statefulset-order',
      says: {
        en: 'A StatefulSet makes its Pods one after the other, and takes them away from the last on.',
        zh: 'StatefulSet 依次创建 Pod，从最后一个开始逐个删除。',
      },
      source: 'Kubernetes v1.34: pkg/controller/statefulset',
      tests: [
        'engine/controllers/statefulset/statefulset > a StatefulSet > makes its Pods one after the other, each when the one before is Ready',
        'engine/controllers/statefulset/statefulset > a StatefulSet > takes Pods away from the last on, one at a time',
      ],
    },
    {
      id: 'daemonset-nodes',
      says: {
        en: 'A DaemonSet has a Pod on every node that its template selects, and comes to a node that joins.',
        zh: 'DaemonSet 在模板选中的每个节点上运行一个 Pod，新节点加入后也会部署过去。',
      },
      source: 'Kubernetes v1.34: pkg/controller/daemon',
      tests: [
        'engine/controllers/daemonset/daemonset > a DaemonSet > has a Pod on every node, bound to it by its name',
        'engine/controllers/daemonset/daemonset > a DaemonSet > comes to a node that joins',
      ],
    },
    {
      id: 'job-retries',
      says: {
        en: 'A Job tries again after ten seconds, then twenty, and gives up at its limit; a CronJob starts Jobs on time.',
        zh: 'Job 失败后 10 秒重试，再是 20 秒，到达上限则放弃；CronJob 按时创建 Job。',
      },
      source: 'Kubernetes v1.34: pkg/controller/job, cronjob',
      tests: [
        'engine/controllers/job/job > a Job > tries again after ten seconds, then twenty, and gives up at its limit',
        'engine/controllers/cronjob/cronjob > a CronJob > starts a Job when it is time, named after the minute',
        'engine/resources/cronjob/schedule > the next time of a schedule > %s after %s is %s',
      ],
    },
    {
      id: 'garbage-collection',
      says: {
        en: 'What depends on an object that is gone is deleted, unless another owner holds it; a namespace is emptied before it goes.',
        zh: '所有者消失后，从属对象随之删除，除非还有其他所有者；命名空间先清空再消失。',
      },
      source: 'Kubernetes v1.34: pkg/controller/garbagecollector, namespace',
      tests: [
        'engine/controllers/garbage-collector > the garbage collector > deletes what depends on an object that is gone, and what depends on that',
        'engine/controllers/garbage-collector > the garbage collector > spares what another owner still holds, and drops the reference to the other',
        'engine/controllers/namespace > a namespace > is emptied before it goes',
      ],
    },
    {
      id: 'node-lost',
      says: {
        en: 'A node whose lease was not renewed for 50 seconds is Unknown and tainted; its Pods are deleted 300 seconds later.',
        zh: '租约 50 秒没有续上的节点变为 Unknown 并打上污点；再过 300 秒，其上的 Pod 被删除。',
      },
      source: 'Kubernetes v1.34: pkg/controller/nodelifecycle, tainteviction',
      tests: [
        'engine/controllers/node-lifecycle/node-lifecycle > a node > is Unknown and tainted when its lease has not been renewed for 50 seconds',
        'engine/controllers/node-lifecycle/node-lifecycle > a Pod on a node that fell silent > is deleted after 300 seconds more',
        'engine/controllers/node-lifecycle/node-lifecycle > a Pod on a node that fell silent > is not evicted when all nodes are silent',
      ],
    },
    {
      id: 'budgets',
      says: {
        en: 'A disruption budget lets one Pod go at a time, and the next when another has taken its place.',
        zh: 'PodDisruptionBudget 一次放走一个 Pod，等有人接替后才放下一个。',
      },
      source: 'Kubernetes v1.34: pkg/controller/disruption; the eviction API',
      tests: [
        'engine/cluster/budgets > a budget > lets one Pod go, and the next when another has taken its place',
        'engine/cluster/budgets > a budget > of %j leaves so many to spare',
      ],
    },
    {
      id: 'storage-claims',
      says: {
        en: 'A claim gets the smallest volume that is large enough; where there is a provisioner, one is made for it.',
        zh: 'PVC 绑定到足够大的最小的卷；有供应者时为它新建一个。',
      },
      source: 'Kubernetes v1.34: pkg/controller/volume/persistentvolume',
      tests: [
        'engine/cluster/storage > a claim > gets the smallest volume that is large enough, and its Pod a node',
        'engine/cluster/storage > a claim > on %s has its volume made when a Pod that uses it has a node',
      ],
      differs: {
        en: 'A volume has a name and a size, and no disk behind it: what a Pod writes there is its own.',
        zh: '卷只有名称和大小，背后没有磁盘：Pod 写入的内容只属于它自己。',
      },
    },
    {
      id: 'scheduler-filters',
      says: {
        en: 'A Pod that fits nowhere is told why, node by node counted, in the words of the scheduler.',
        zh: '没有合适节点的 Pod 会得到原因：按节点计数，措辞与调度器一致。',
      },
      source: 'Kubernetes v1.34: pkg/scheduler/framework/plugins',
      tests: [
        'engine/scheduler/scheduler > a Pod that fits nowhere > for %s says so',
        'engine/scheduler/scheduler > a Pod that fits nowhere > because others are in the way says that none of them could be put out',
      ],
      differs: {
        en: 'The scheduler puts nobody out: a Pod of higher priority is first in the queue, and preempts none.',
        zh: '调度器不会驱逐其他 Pod：优先级高的只是排在队列前面，不会抢占。',
      },
    },
    {
      id: 'scheduler-scores',
      says: {
        en: 'Nodes are scored as upstream does: where most is left, spread over nodes, affinity, images, soft taints, and by lot among equals.',
        zh: '节点打分与上游一致：剩余资源、分散、亲和性、已有镜像、软污点；同分则随机。',
      },
      source: 'Kubernetes v1.34: pkg/scheduler/framework/plugins',
      tests: [
        'engine/scheduler/scheduler > the choice of a node > goes where most is left',
        'engine/scheduler/scheduler > the choice of a node > spreads the Pods of a ReplicaSet evenly',
        'engine/scheduler/scheduler > the choice of a node > keeps to a hard topology spread constraint',
        'engine/scheduler/scheduler > the choice of a node > is random among equals',
      ],
    },
    {
      id: 'scheduler-queue',
      says: {
        en: 'What could not be placed is tried again after 1, 2, 4, 8 and then 10 seconds, when something has changed that may help.',
        zh: '未能调度的 Pod 在情况有变时重试，间隔为 1、2、4、8，最多 10 秒。',
      },
      source: 'Kubernetes v1.34: pkg/scheduler/backend/queue',
      tests: [
        'engine/scheduler/queue > the scheduling queue > after %i attempts tries again %i seconds after the last at the earliest',
        'engine/scheduler/scheduler > a Pod that fits nowhere > is tried again when a node comes',
      ],
    },
  ],
}
