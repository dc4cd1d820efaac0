import type { Area } from '../behaviour'

export const proxy: Area = {
  id: 'proxy',
  title: { en: 'kube-proxy and the kernel', zh: 'kube-proxy 与内核' },
  behaviours: [
    {
      id: 'proxy-kernel',
      says: {
        en: '{scenarios} scenarios with {probes} probes end in the engine as whoever has read the rules would say, each on kubeadm, ACK or k3s, in all three modes; where a kernel is at hand, it judges the same rules.',
        zh: '{scenarios} 个场景共 {probes} 个探测，分别在 kubeadm、ACK 或 k3s 上以三种模式运行，结果与逐条读规则的人得出的一致；有内核可用时，由真实内核判定同样的规则。',
      },
      source: 'Linux 6.18 with iptables 1.8.9 and nft 1.0.6, in network namespaces',
      tests: [
        'host/case/table > what becomes of probes > is what a person would say who has read the rules, on %s by %s',
        'host/case/table > what becomes of probes > is what becomes of requests in the engine, on %s by %s',
        'host/case/table > what becomes of probes > on %s by %s > is what a real kernel does with the rules',
      ],
      differs: {
        en: 'IPVS meets no kernel: the one that judges knows no virtual servers. Its behaviour follows the sources.',
        zh: 'IPVS 没有经过内核判定：所用的内核不支持虚拟服务器，其行为依据源码。',
      },
    },
    {
      id: 'proxy-iptables',
      says: {
        en: 'iptables rules are those that a real kube-proxy writes, chain names and hashes included, as iptables-save prints them.',
        zh: 'iptables 规则与真实的 kube-proxy 写出的一致，包括链名和哈希，格式与 iptables-save 相同。',
      },
      source: 'Kubernetes v1.34: pkg/proxy/iptables/proxier.go; iptables 1.8.9',
      tests: [
        'engine/kube-proxy/iptables-save > what kube-proxy writes, as iptables-save prints it > (a) is a whole node with one ClusterIP and three endpoints',
        'engine/kube-proxy/iptables-save > what kube-proxy writes, as iptables-save prints it > (b) adds a NodePort and an external IP',
        'engine/kube-proxy/iptables-save > what kube-proxy writes, as iptables-save prints it > (d) remembers clients by endpoint with session affinity',
      ],
    },
    {
      id: 'proxy-nftables',
      says: {
        en: 'With nftables there is one table, given as a script and listed as nft lists it.',
        zh: 'nftables 模式写一张表，既能以脚本给出，也能像 nft 那样列出。',
      },
      source: 'Kubernetes v1.34: pkg/proxy/nftables; nft 1.0.6',
      tests: [
        'engine/kube-proxy/nft-script > what kube-proxy writes with nftables > is, as a script, a balancer that has ranges, and a Service with affinity',
        'engine/kube-proxy/nft-script > what kube-proxy writes with nftables > is listed as nft lists what it has taken from that script',
      ],
    },
    {
      id: 'proxy-ipvs',
      says: {
        en: "With IPVS virtual servers choose by the kernel's schedulers, round robin unless told otherwise; servers that are gone drain with weight 0.",
        zh: 'IPVS 模式由内核的调度算法选择后端，默认轮询；消失的后端以权重 0 逐渐排空。',
      },
      source: 'Linux net/netfilter/ipvs; Kubernetes v1.34: pkg/proxy/ipvs',
      tests: [
        'engine/network/schedulers > a virtual server chooses > %s',
        'engine/network/ipvs > a virtual server > keeps a server that has gone until its connections have ended, with weight 0',
        'engine/network/ipvs > a virtual server > forgets a TCP connection that says nothing for a quarter of an hour',
      ],
    },
    {
      id: 'proxy-modes',
      says: {
        en: 'Where the modes differ on purpose, they differ here: who reaches a node port at 127.0.0.1, what a closed port answers, what a ping to a cluster IP meets.',
        zh: '三种模式本来就不同的地方，这里也不同：谁能通过 127.0.0.1 访问 NodePort、未开放端口的反应、ping ClusterIP 的结果。',
      },
      source: 'Kubernetes v1.34: pkg/proxy/iptables, nftables, ipvs',
      tests: [
        'engine/cluster/proxy-modes > in %s mode > %s, from %s: %s',
        'engine/cluster/proxy-modes > in %s mode > a ping to a ClusterIP meets silence, or a rejection (a, b, c)',
        'engine/network/network > node to 127.0.0.1 and a NodePort > is refused with nftables: only the first address of a node takes node ports',
      ],
    },
    {
      id: 'proxy-choice',
      says: {
        en: 'An endpoint is chosen once a connection, by lot (IPVS: in turn), each of three a third of the time.',
        zh: '每个连接选一次端点：随机抽取（IPVS 为轮询），三个端点各占三分之一。',
      },
      source: 'Kubernetes v1.34: pkg/proxy/iptables, statistic match',
      tests: [
        'engine/network/network > the choice of endpoint, with %s > is fair: each of three gets a third',
        'engine/network/network > the choice of endpoint, with %s > is in turn with ipvs, and by lot with the others',
      ],
    },
    {
      id: 'proxy-keep-alive',
      says: {
        en: 'Keep-alive pins a client to the Pods of its connections; HTTP/2 and gRPC, with one connection, to one Pod.',
        zh: '长连接把客户端固定在连接所选的 Pod 上；HTTP/2 和 gRPC 只有一个连接，因此固定在一个 Pod 上。',
      },
      source: 'Linux connection tracking; Kubernetes v1.34',
      tests: [
        'engine/network/network > the choice of endpoint, with %s > is made once for a connection: with keep-alive all requests meet one Pod',
        'engine/cluster/multiplexing > a client whose requests overlap > has one connection for all of them when it multiplexes, and so one Pod',
      ],
    },
    {
      id: 'proxy-affinity',
      says: {
        en: "With sessionAffinity: ClientIP a client's address keeps to one Pod, in each mode.",
        zh: '设置 sessionAffinity: ClientIP 后，同一客户端地址始终访问同一个 Pod，三种模式都如此。',
      },
      source: 'Kubernetes v1.34: pkg/proxy; xt_recent, nft sets, IPVS persistence',
      tests: [
        'engine/network/network > the choice of endpoint, with %s > sticks to one Pod with session affinity',
        'engine/network/ipvs > a virtual server > sends a client that persistence holds to one server',
      ],
    },
    {
      id: 'proxy-source-address',
      says: {
        en: "The address that a Pod sees is the client's within the cluster, a node's where it is masqueraded, and the client's again with policy Local.",
        zh: 'Pod 看到的来源地址：集群内是客户端自己的；经过 SNAT 的是节点的；策略为 Local 时又是客户端自己的。',
      },
      source: 'Kubernetes v1.34: pkg/proxy, KUBE-MARK-MASQ',
      tests: ['engine/network/network > the source address that a Pod sees, with %s > %s'],
    },
    {
      id: 'proxy-no-endpoints',
      says: {
        en: 'Without endpoints a connection is rejected by filter rules; with policy Local and none on the node, what comes from outside is dropped.',
        zh: '没有端点时由 filter 规则拒绝连接；策略为 Local 而本节点没有端点时，外部流量被丢弃。',
      },
      source: 'Kubernetes v1.34: pkg/proxy/iptables/proxier.go',
      tests: [
        'engine/kube-proxy/iptables-save > what kube-proxy writes, as iptables-save prints it > (e) rejects what has no endpoints, by filter rules alone',
        'engine/kube-proxy/iptables-save > what kube-proxy writes, as iptables-save prints it > (c) for a balancer with policy Local and source ranges > drops what comes from outside where there is none',
        'engine/network/network > how a connection ends that leads nowhere, with %s > %s',
      ],
    },
    {
      id: 'proxy-sync',
      says: {
        en: 'A change is written at once when kube-proxy was idle, and at most once a second; rules that somebody flushed come back when the canary is missed.',
        zh: 'kube-proxy 空闲时立即写入变更，之后每秒最多一次；规则被清空后，发现 canary 链不见了就会重写。',
      },
      source: 'Kubernetes v1.34: minSyncPeriod, pkg/util/iptables Monitor',
      tests: [
        'engine/kube-proxy/component > kube-proxy > writes a change at once when it has been idle, and then once a second at most',
        'engine/kube-proxy/component > rules that somebody has flushed > are written anew at the next look at the canary, if that is gone',
      ],
    },
    {
      id: 'proxy-conntrack',
      says: {
        en: 'An open connection stays with its Pod when the rules have changed, and hangs when the Pod is gone; of UDP the entries that lead nowhere are cleared.',
        zh: '规则变化后，已建立的连接仍在原来的 Pod 上；Pod 消失后连接会挂住；UDP 的失效条目会被清除。',
      },
      source: 'Linux nf_conntrack; Kubernetes v1.34: pkg/proxy/conntrack',
      tests: [
        'engine/network/conntrack > connection tracking > keeps an open connection on its Pod when the rules no longer lead there',
        'engine/network/conntrack > connection tracking > leaves an open connection hanging when its Pod is gone, and opens the next elsewhere',
        'engine/kube-proxy/component > kube-proxy > has the connections of UDP Services forgotten that lead to endpoints that are gone',
      ],
      differs: {
        en: 'Connection tracking tells no events (conntrack -E).',
        zh: '连接跟踪不报告事件（conntrack -E）。',
      },
    },
    {
      id: 'proxy-configuration',
      says: {
        en: 'kube-proxy goes by its ConfigMap, node by node as its Pods are replaced, and refuses what upstream refuses.',
        zh: 'kube-proxy 依照它的 ConfigMap 工作：Pod 被替换后逐个节点生效；上游拒绝的配置，这里也拒绝。',
      },
      source: 'Kubernetes v1.34: pkg/proxy/apis/config, kubeproxy.config.k8s.io/v1alpha1',
      tests: [
        "engine/cluster/kube-proxy > a kube-proxy's ConfigMap > brings another mode once its Pods are replaced",
        'engine/images/kube-proxy/configuration > a configuration > with a value that will not do is refused: %j',
        'host/case/configured > a kube-proxy with %s, by %s > does what its configuration says, and so does a kernel',
      ],
    },
    {
      id: 'proxy-node-programs',
      says: {
        en: 'On a node iptables, ipvsadm, ipset and conntrack list what is there, in the columns of the real programs, with counters.',
        zh: '在节点上可以用 iptables、ipvsadm、ipset、conntrack 查看实际内容，列和计数器与真实程序一样。',
      },
      source: 'iptables 1.8.9, ipvsadm 1.31, conntrack-tools',
      tests: [
        'engine/cluster/node-shell > iptables on a node > lists a chain in the columns of version 1.8.9, with counters',
        'engine/cluster/node-shell > conntrack on a node > shows the entries that are asked for, and says how many',
        'engine/cluster/node-shell > crictl on a node > says in a line what is not there',
      ],
      differs: {
        en: 'On a node iptables lists and clears, and adds no rules; crictl runs nothing; there is no systemd.',
        zh: '节点上的 iptables 只能列出和清空，不能添加规则；crictl 不运行任何东西；没有 systemd。',
      },
    },
    {
      id: 'network-plain',
      says: {
        en: 'Pods reach each other across nodes by their addresses, hop by hop; ping and traceroute show the way.',
        zh: 'Pod 之间按地址跨节点互通，逐跳转发；ping 和 traceroute 能看到路径。',
      },
      source: 'Kubernetes v1.34: the network model; BusyBox 1.37',
      tests: [
        'engine/cluster/clients > ping > is answered by a Pod, by way of the nodes between',
        'engine/cluster/clients > ping > finds the way, node by node',
      ],
      differs: {
        en: 'No CNI plugin is simulated: no overlay, no MTU, no bandwidth. Latencies are small and plausible, not measured.',
        zh: '不模拟 CNI 插件：没有隧道、MTU 和带宽限制。延迟小而合理，并非实测。',
      },
    },
    {
      id: 'network-policy',
      says: {
        en: 'A NetworkPolicy is checked and stored, and a trace and the doctor say that nobody enforces it.',
        zh: 'NetworkPolicy 会校验并保存；跟踪和诊断会指出没有人执行它。',
      },
      source: 'Kubernetes v1.34: networking.k8s.io/v1; enforced by network plugins only',
      tests: [
        'engine/cluster/trace/trace > a request that is followed > tells of a policy that nobody enforces',
        'engine/cluster/doctor/doctor > the doctor > finds what is only stored, and a containerPort that opens nothing',
      ],
      differs: {
        en: 'A NetworkPolicy blocks nothing, as in a cluster whose network plugin knows no policies. Ingress objects route nothing either.',
        zh: 'NetworkPolicy 不会拦截任何流量，如同网络插件不支持策略的集群。Ingress 对象同样不转发流量。',
      },
    },
  ],
}
