import type { Area } from '../behaviour'

export const playground: Area = {
  id: 'playground',
  title: { en: 'The simulation itself', zh: '模拟本身' },
  behaviours: [
    {
      id: 'same-every-time',
      says: {
        en: 'The same inputs and seed give the same cluster: names, addresses, choices of endpoint, back and forth in time, in forks too.',
        zh: '同样的输入和种子得到同样的集群：名称、地址、端点的选择都相同；时间来回拨动、分叉也不例外。',
      },
      source: 'this project: ARCHITECTURE.md',
      tests: [
        'engine/determinism > the same scenario > in batches of %i messages gives one digest',
        'engine/determinism > the same scenario > from a checkpoint in the middle gives the same digest',
        'engine/determinism > the same scenario > on a fork gives the same digest, and leaves the first cluster as it was',
      ],
      differs: {
        en: 'A real cluster is never twice the same: what is chance there is drawn from the seed here. Another version of the engine may draw otherwise.',
        zh: '真实集群不会两次完全相同：那里的偶然，在这里由种子决定。引擎的其他版本结果可能不同。',
      },
    },
    {
      id: 'first-picture',
      says: {
        en: 'The picture of a first visit, made when the page was built, is the one that the engine comes to.',
        zh: '首次访问看到的画面是构建时生成的，与引擎运行得出的完全一致。',
      },
      source: 'this project: ARCHITECTURE.md',
      tests: [
        'host/first-frame > the frame that a first visit begins with > is the picture that the worker comes to (%s)',
      ],
    },
    {
      id: 'trace-is-the-request',
      says: {
        en: 'A trace is the request run once more: what it tells is what became of the request, in each mode.',
        zh: '跟踪就是把请求重新运行一遍：它说的就是请求实际的经历，三种模式都如此。',
      },
      source: 'this project: ARCHITECTURE.md',
      tests: [
        'engine/cluster/trace/retrace > a request that was sent by hand > is traced afterwards as it went, in %s mode',
        'engine/cluster/trace/trace > a request that is followed > changes nothing by being looked at, and is the same again',
      ],
    },
    {
      id: 'kube-system',
      says: {
        en: 'kube-system is what kubeadm leaves: static Pods of the control plane, kube-proxy on every node, CoreDNS twice.',
        zh: 'kube-system 与 kubeadm 装好后一样：控制平面的静态 Pod、每个节点上的 kube-proxy、两个 CoreDNS。',
      },
      source: 'kubeadm v1.34',
      tests: [
        'engine/cluster/kube-system > kube-system > has the Pods of a control plane, and kube-proxy on every node',
        'engine/cluster/kube-system > kube-system > gets the image of a static Pod back when that is deleted',
      ],
      differs: {
        en: 'There is one API server, and it does not fail; node-1 carries the control plane without its taint, so that three nodes take Pods.',
        zh: 'API server 只有一个，永远不会出故障；node-1 兼作控制平面但没有污点，因此三个节点都能运行 Pod。',
      },
    },
    {
      id: 'time',
      says: {
        en: 'Times that upstream sets are those of upstream: leases, probes, back-offs, syncs.',
        zh: '上游规定的时间与上游相同：租约、探针、退避、同步。',
      },
      source: 'Kubernetes v1.34: defaults of its components',
      tests: [
        'engine/kubelet/lifecycle > a readiness probe > waits for its initial delay',
        'engine/cluster/faults > a node whose kubelet hangs > is not Ready after a minute, and its Pods get no traffic',
      ],
      differs: {
        en: 'Times that depend on machines (pulling images, starting programs, the network) are plausible, not measured.',
        zh: '取决于机器的时间（拉镜像、启动程序、网络）只求合理，并非实测。',
      },
    },
  ],
}
