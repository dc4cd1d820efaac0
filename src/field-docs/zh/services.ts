import type { services as english } from '../en/services'

/** The same texts on Services and what stands behind them, in Chinese. */
export const services: Readonly<Record<keyof typeof english, string>> = {
  Service: '为来来去去的 Pod 提供固定的名称和地址。',
  'Service.spec': '如何访问该 Service，以及它背后是哪些 Pod。',
  'ServiceSpec.type':
    '从哪里可以访问该 Service。NodePort 包含 ClusterIP，LoadBalancer 包含 NodePort。默认：`ClusterIP`。',
  'ServiceSpec.type.ClusterIP': '集群内部地址，仅供 Pod 和节点访问。',
  'ServiceSpec.type.NodePort': '另在每个节点上开放一个端口（30000–32767），供外部客户端访问。',
  'ServiceSpec.type.LoadBalancer': '另有云厂商的负载均衡器。没有云厂商时一直为 pending。',
  'ServiceSpec.type.ExternalName': '仅是外部域名的 DNS 别名（CNAME）：没有地址、Pod 和代理。',
  'ServiceSpec.selector':
    'Pod 必须具备的全部标签，才会成为后端。仅限同一命名空间的 Pod。没有选择器时，需自己编写 EndpointSlice。',
  'ServiceSpec.ports': 'Service 监听的端口。除 headless 和 ExternalName 外必填。',
  'ServiceSpec.clusterIP':
    'Service 的地址，不填则从 Service 网段（10.96.0.0/12）分配。`None` 表示 headless：DNS 直接返回各个 Pod。之后不可修改。',
  'ServiceSpec.clusterIPs': '全部地址，每个 IP 协议族一个，最多两个。第一个等于 `clusterIP`。',
  'ServiceSpec.ipFamilies':
    '地址的 IP 协议族：`IPv4`、`IPv6`。默认：集群的协议族。第一个之后不可修改。',
  'ServiceSpec.ipFamilies.IPv4': '形如 10.96.0.10 的地址。',
  'ServiceSpec.ipFamilies.IPv6': '形如 fd00:10:96::a 的地址。',
  'ServiceSpec.ipFamilyPolicy': '只要一个地址，还是每个协议族一个。默认：`SingleStack`。',
  'ServiceSpec.ipFamilyPolicy.SingleStack': '一个地址。',
  'ServiceSpec.ipFamilyPolicy.PreferDualStack': '集群支持双栈时两个地址，否则一个。',
  'ServiceSpec.ipFamilyPolicy.RequireDualStack': '必须两个地址，否则拒绝。',
  'ServiceSpec.sessionAffinity': '同一客户端是否始终访问同一个 Pod。默认：`None`。',
  'ServiceSpec.sessionAffinity.None': '每个连接都可能到达不同的 Pod。',
  'ServiceSpec.sessionAffinity.ClientIP':
    '来自同一地址的连接到达同一个 Pod，只要它仍就绪且未超时。',
  'ServiceSpec.sessionAffinityConfig': '会话保持的时长。`sessionAffinity` 为 `None` 时会被丢弃。',
  'ServiceSpec.internalTrafficPolicy': '来自集群内部的流量可以使用哪些端点。默认：`Cluster`。',
  'ServiceSpec.internalTrafficPolicy.Cluster': '任意节点上的所有端点。',
  'ServiceSpec.internalTrafficPolicy.Local': '仅客户端所在节点上的端点。一个都没有时丢弃数据包。',
  'ServiceSpec.externalTrafficPolicy':
    '来自外部（节点端口、负载均衡器、外部地址）的流量可以使用哪些端点。默认：`Cluster`。',
  'ServiceSpec.externalTrafficPolicy.Cluster': '所有端点。Pod 看到的是节点地址，而不是客户端地址。',
  'ServiceSpec.externalTrafficPolicy.Local':
    '仅被访问节点上的端点。保留客户端地址；没有端点的节点会丢弃数据包。',
  'ServiceSpec.healthCheckNodePort':
    '各节点借此端口告诉负载均衡器自己有没有端点。仅用于 LoadBalancer 且 `externalTrafficPolicy: Local`。不填则自动分配。',
  'ServiceSpec.publishNotReadyAddresses':
    '即使 Pod 未就绪也当作就绪。用于就绪前就需要互相发现的 Pod。默认：`false`。',
  'ServiceSpec.externalIPs':
    '不归集群管理的地址，节点也会为该 Service 接收其流量。自 1.36 起弃用。',
  'ServiceSpec.externalName':
    '该 Service 所指的外部域名，如 `db.example.com`：是域名，不是 URL。仅用于 ExternalName，且必填。',
  'ServiceSpec.loadBalancerIP': '向云厂商请求的地址。已弃用；许多厂商忽略它，改用注解。',
  'ServiceSpec.loadBalancerSourceRanges':
    '负载均衡器放行的客户端网段，如 `203.0.113.0/24`。默认：全部。仅用于 LoadBalancer。',
  'ServiceSpec.loadBalancerClass':
    '使用哪种负载均衡器实现，如 `example.com/internal`。默认：云厂商自带的。之后不可修改。',
  'ServiceSpec.allocateLoadBalancerNodePorts':
    'LoadBalancer 是否也分配节点端口。默认：`true`。负载均衡器直达 Pod 时可关闭。',
  'ServiceSpec.trafficDistribution': '优先使用哪些就绪的端点。默认：不分先后。',
  'ServiceSpec.trafficDistribution.PreferClose':
    '客户端所在可用区的端点。`PreferSameZone` 的旧名。',
  'ServiceSpec.trafficDistribution.PreferSameZone': '客户端所在可用区的端点。',
  'ServiceSpec.trafficDistribution.PreferSameNode': '先是客户端所在节点的端点，再是同一可用区的。',
  'ServicePort.name': '端口名称，须是 DNS 标签。有多个端口时每个都必填。DNS SRV 记录会用到它。',
  'ServicePort.port': 'Service 的端口，客户端访问的就是它。1–65535。',
  'ServicePort.targetPort':
    'Pod 上的端口：数字 1–65535，或容器端口的名称（由每个 Pod 各自解析）。默认：与 `port` 相同。',
  'ServicePort.nodePort':
    '每个节点上的端口，30000–32767 且未被占用。不填则自动分配。仅用于 NodePort 和 LoadBalancer。',
  'ServicePort.protocol': '传输协议：`TCP`、`UDP` 或 `SCTP`。默认：`TCP`。',
  'ServicePort.protocol.TCP': '面向连接，如 HTTP。',
  'ServicePort.protocol.UDP': '单个数据包，如 DNS。',
  'ServicePort.protocol.SCTP': '基于连接的消息，如电信系统。',
  'ServicePort.appProtocol':
    '端口上使用的应用协议，如 `http` 或 `kubernetes.io/h2c`。供代理参考；kube-proxy 不理会它。',
  'SessionAffinityConfig.clientIP': '按客户端地址保持会话的设置。',
  'ClientIPConfig.timeoutSeconds':
    '多少秒没有新连接后，客户端可能换到别的 Pod。1–86400。默认：10800，即三小时。',

  EndpointSlice: 'Service 背后的地址，以及各自是否就绪。有选择器的 Service 由集群自动维护。',
  'EndpointSlice.addressType': '地址的种类：`IPv4`、`IPv6` 或 `FQDN`。不可修改。',
  'EndpointSlice.addressType.IPv4': '形如 10.244.1.7 的地址。',
  'EndpointSlice.addressType.IPv6': '形如 fd00:10:244::7 的地址。',
  'EndpointSlice.addressType.FQDN': '域名。kube-proxy 和 CoreDNS 都不使用。',
  'EndpointSlice.endpoints':
    '端点，最多 1000 个。通过标签 `kubernetes.io/service-name` 归属某个 Service。',
  'EndpointSlice.ports': '其中每个端点的端口，名称与 Service 的端口名称对应。',
  'Endpoint.addresses': '端点的地址。实际只用第一个。',
  'Endpoint.conditions': '能否把流量发给它。',
  'Endpoint.hostname': '在 headless Service 中，DNS 用来找到它的主机名。',
  'Endpoint.nodeName': '所在节点。`Local` 流量策略需要它。',
  'Endpoint.targetRef': '它代表的对象，通常是 Pod。',
  'Endpoint.zone': '所在可用区。',
  'Endpoint.hints': '供哪些可用区或节点的客户端使用。',
  'Endpoint.deprecatedTopology': '旧版本的遗留，不能写入。',
  'EndpointConditions.ready': '可以接收流量。不写即为 `true`。Pod 正在终止时为 `false`。',
  'EndpointConditions.serving': '同 `ready`，但正在终止的 Pod 仍能应答时保持 `true`。',
  'EndpointConditions.terminating': '正在终止。',
  'EndpointHints.forZones': '应由哪些可用区的客户端使用。',
  'EndpointHints.forNodes': '应由哪些节点的客户端使用。',
  'ForZone.name': '可用区的名称。',
  'ForNode.name': '节点的名称。',
  'EndpointPort.name': '对应 Service 端口的名称。未命名的端口为空。',
  'EndpointPort.port': '端点上的端口，即解析后的 `targetPort`。1–65535。',
  'EndpointPort.protocol': '传输协议。默认：`TCP`。',
  'EndpointPort.protocol.TCP': '面向连接，如 HTTP。',
  'EndpointPort.protocol.UDP': '单个数据包，如 DNS。',
  'EndpointPort.protocol.SCTP': '基于连接的消息，如电信系统。',
  'EndpointPort.appProtocol': '端口上使用的应用协议。',

  Endpoints: 'Service 背后地址的旧式列表，已被 EndpointSlice 取代。',
  'Endpoints.subsets': '端口相同的地址，各为一组。',
  'EndpointSubset.addresses': '就绪的地址。',
  'EndpointSubset.notReadyAddresses': '未就绪的地址。',
  'EndpointSubset.ports': '它们共同的端口。',
  'EndpointAddress.ip': '地址。不能是环回或链路本地地址。',
  'EndpointAddress.hostname': '其主机名。',
  'EndpointAddress.nodeName': '所在节点。',
  'EndpointAddress.targetRef': '它代表的对象。',
}
