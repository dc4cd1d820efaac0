import type { WordName } from './en'
import type { Glossary, Word } from './word'

/** 中文术语，译名依 Kubernetes 中文文档；工程师习惯说英文的，仍以英文为主。 */
const words: Readonly<Record<WordName, Word>> = {
  pod: {
    name: 'Pod',
    forms: ['Pod'],
    means:
      '一个或几个容器，共用一个地址，运行在同一个节点上。坏了不修，换一个新的，名字和地址都会变。',
  },
  container: {
    name: '容器（container）',
    forms: ['容器'],
    means: '从镜像启动的程序，有自己的一套文件。',
  },
  node: {
    name: '节点（node）',
    forms: ['节点'],
    means: '集群里的一台机器，上面运行着 Pod、kubelet 和 kube-proxy。',
  },
  deployment: {
    name: 'Deployment',
    forms: ['Deployment'],
    means: '按同一个模板维持若干个 Pod；模板一改，就把旧 Pod 逐步换成新的。',
  },
  template: {
    name: 'Pod 模板（Pod template）',
    forms: ['模板'],
    means:
      'Deployment 照着它创建 Pod：标签、容器、探针都写在里面。改模板会换上新 Pod，已有的 Pod 在被换掉之前不变。',
  },
  rollout: {
    name: '滚动更新（rollout）',
    forms: ['滚动更新'],
    means: '新 Pod 分批顶替旧 Pod，新的就绪了，旧的才退下。',
  },
  daemonSet: {
    name: 'DaemonSet',
    forms: ['DaemonSet'],
    means: '让每个节点上都有一个 Pod，kube-proxy 就是这样运行的。',
  },
  configMap: {
    name: 'ConfigMap',
    forms: ['ConfigMap'],
    means: '存放配置或小文件的对象，供 Pod 挂载或读取。',
  },
  secret: {
    name: 'Secret',
    forms: ['Secret'],
    means: '和 ConfigMap 类似，放不该人人看到的内容。只做了编码，没有加密。',
  },
  controlPlane: {
    name: '控制平面（control plane）',
    forms: ['控制平面', '控制面'],
    means: '管理集群的部分：API 服务器、调度器和各种控制器。访问 Service 的请求不经过它。',
  },
  api: {
    name: 'API 服务器（API server）',
    forms: ['API 服务器', 'API'],
    means: '保存全部对象，写入之前先检查。kubectl 和各个组件都只和它打交道，彼此不直接往来。',
  },
  controller: {
    name: '控制器（controller）',
    forms: ['控制器'],
    means: '一直盯着对象的程序，实际情况和对象写的不一样，就动手调整到一样。',
  },
  manifest: {
    name: '清单（manifest）',
    forms: ['清单', '清单文件'],
    means: '用文本（多半是 YAML）写下想要的对象。',
  },
  namespace: {
    name: '命名空间（namespace）',
    forms: ['命名空间'],
    means:
      '名字只需在一个命名空间里不重复。Service 只选自己命名空间里的 Pod，短名字也在客户端自己的命名空间里查。',
  },
  label: {
    name: '标签（label）',
    forms: ['标签'],
    means: '贴在对象上的一对名字和值，例如 app=web，供选择算符辨认。',
  },
  selector: {
    name: '选择算符（selector）',
    forms: ['选择算符'],
    means: '列出 Pod 必须有的标签：一个不能少，值也要一模一样。标签一变，就重新算一次。',
  },
  service: {
    name: 'Service（服务）',
    forms: ['Service'],
    means: '给一组 Pod 一个不变的名字和地址；由选择算符选出，其中就绪的才会收到请求。',
  },
  clusterIp: {
    name: 'ClusterIP（集群 IP）',
    forms: ['ClusterIP', '集群 IP'],
    means:
      'Service 在集群内部的地址，也是默认的类型。没有哪块网卡有这个地址，是每个节点上的规则把它换成某个 Pod 的地址。',
  },
  nodePort: {
    name: 'NodePort（节点端口）',
    forms: ['NodePort', 'nodePort', '节点端口'],
    means: '从集群外也能访问的 Service：每个节点都开同一个端口，范围是 30000 到 32767。',
  },
  loadBalancer: {
    name: 'LoadBalancer',
    forms: ['LoadBalancer'],
    means:
      '向所在环境申请负载均衡器的 Service，得到一个单独的地址。没有谁来提供，地址就一直是 pending。',
  },
  externalName: {
    name: 'ExternalName',
    forms: ['ExternalName'],
    means: '只是 DNS 里的一个别名：没有地址，没有端口，也没有 Pod。',
  },
  headless: {
    name: '无头服务（headless Service）',
    forms: ['无头 Service', '无头服务', '无头'],
    means: '没有地址的 Service（clusterIP: None）。DNS 直接给出各个 Pod 的地址，由客户端自己挑。',
  },
  targetPort: {
    name: 'targetPort（目标端口）',
    forms: ['targetPort', '目标端口'],
    means: 'Pod 里的应用监听的端口，也可以写容器端口的名字。客户端访问的是 port。',
  },
  endpoint: {
    name: '端点（endpoint）',
    forms: ['端点'],
    means: 'Service 背后某个 Pod 的地址和端口。一般只有就绪的 Pod 才会收到请求。',
  },
  endpointSlice: {
    name: 'EndpointSlice（端点切片）',
    forms: ['EndpointSlice', '端点切片'],
    means:
      '控制器在这个对象里列出 Service 的端点，每个最多 100 条，kube-proxy 从中读取。以前用的是 Endpoints。',
  },
  readinessProbe: {
    name: '就绪探针（readiness probe）',
    forms: ['就绪探针'],
    means:
      'kubelet 靠它判断 Pod 能不能接请求。探测失败期间，Service 不把请求发给这个 Pod，但不会重启它。',
  },
  kubelet: {
    name: 'kubelet',
    forms: ['kubelet'],
    means: '运行在每个节点上：启动容器，探测容器，把情况报告给 API 服务器。',
  },
  kubeProxy: {
    name: 'kube-proxy',
    forms: ['kube-proxy'],
    means: '运行在每个节点上，把 Service 的规则写进内核。请求并不经过它。',
  },
  iptables: {
    name: 'iptables',
    forms: ['iptables'],
    means: 'Linux 里的一条条规则链，逐条匹配；kube-proxy 默认用的就是它。',
  },
  ipvs: {
    name: 'IPVS',
    forms: ['IPVS'],
    means:
      'Linux 内核里的负载均衡器，用一张虚拟服务器表。kube-proxy 的一种模式，Kubernetes 1.35 起弃用。',
  },
  nftables: {
    name: 'nftables',
    forms: ['nftables'],
    means:
      'iptables 的后继。kube-proxy 用这种模式时，查一次映射表就能找到 Service，有多少个都一样。',
  },
  dnat: {
    name: 'DNAT（目的地址转换）',
    forms: ['DNAT'],
    means:
      '改写数据包的目的地址：Service 的地址换成某个 Pod 的。SNAT 改的是来源地址。响应返回时再换回来。',
  },
  conntrack: {
    name: 'conntrack（连接跟踪）',
    forms: ['conntrack', '连接跟踪'],
    means: '内核记着的连接表。一条连接分到哪个 Pod 就一直是它，只有新连接才去查规则。',
  },
  roundRobin: {
    name: '轮询（round robin）',
    forms: ['轮询'],
    means: '一个接一个地轮，轮完再从头来。',
  },
  sessionAffinity: {
    name: '会话亲和性（session affinity）',
    forms: ['sessionAffinity', '会话亲和性', '会话亲和'],
    means:
      '设为 ClientIP 时，同一个来源地址的连接都给同一个 Pod，三小时没有新连接才作罢。共用地址的人也共用这个 Pod。',
  },
  keepAlive: {
    name: '长连接（keep-alive）',
    forms: ['keep-alive', 'keepAlive', '长连接'],
    means: '许多请求走同一条连接，于是都到同一个 Pod：负载均衡只发生在建立连接的时候。',
  },
  trafficPolicy: {
    name: 'externalTrafficPolicy（外部流量策略）',
    forms: ['externalTrafficPolicy', '外部流量策略'],
    means:
      '设为 Local 时，节点只把外部请求交给自己上面的 Pod，没有就丢弃；这样 Pod 能看到访客的真实地址。',
  },
  coreDns: {
    name: 'CoreDNS',
    forms: ['CoreDNS'],
    means: '集群的 DNS 服务器，就是一个普通的 Deployment，每个 Service 的名字它都知道。',
  },
  fullName: {
    name: '完整名字（FQDN）',
    forms: ['完整的名字', '完整名字', '全名', 'FQDN'],
    means: '不用再补什么的名字：web.default.svc.cluster.local。也叫全限定域名。',
  },
  searchList: {
    name: '搜索列表（search list）',
    forms: ['搜索列表', '搜索域'],
    means:
      '客户端用来补全短名字的一串后缀（搜索域，search domain），逐个试。Pod 的列表从自己的命名空间开始。',
  },
  ndots: {
    name: 'ndots',
    forms: ['ndots'],
    means: '名字里的点少于这个数，就先按搜索列表去试。在 Pod 里是 5。',
  },
  cname: {
    name: 'CNAME（别名记录）',
    forms: ['CNAME', '别名记录'],
    means: 'DNS 里的一种记录，意思是：请去查另一个名字。',
  },
}

export const chinese: Glossary = { words, others: ['标签页'], colon: '：' }
