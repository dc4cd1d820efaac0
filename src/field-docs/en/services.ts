/** Texts on Services and what stands behind them, in English. */
export const services = {
  Service: 'A name and an address that stay, in front of Pods that come and go.',
  'Service.spec': 'How the Service is reached, and which Pods stand behind it.',
  'ServiceSpec.type':
    'From where the Service can be reached. NodePort adds to ClusterIP, LoadBalancer to NodePort. Default: `ClusterIP`.',
  'ServiceSpec.type.ClusterIP': 'An address inside the cluster, for Pods and nodes only.',
  'ServiceSpec.type.NodePort': 'Also a port on every node, 30000–32767, for clients outside.',
  'ServiceSpec.type.LoadBalancer':
    'Also a load balancer of the provider. Without a provider it stays pending.',
  'ServiceSpec.type.ExternalName':
    'Only a DNS alias (CNAME) for a name outside: no address, no Pods, no proxy.',
  'ServiceSpec.selector':
    'Labels a Pod must have, all of them, to stand behind the Service. Only Pods of the same namespace. Without a selector you write the EndpointSlices yourself.',
  'ServiceSpec.ports':
    'Ports the Service listens on. Needed unless the Service is headless or an ExternalName.',
  'ServiceSpec.clusterIP':
    'Address of the Service, chosen from the Service range (10.96.0.0/12) if absent. `None` makes it headless: DNS then answers with the Pods themselves. Cannot be changed later.',
  'ServiceSpec.clusterIPs':
    'All addresses, one for each IP family, at most two. The first equals `clusterIP`.',
  'ServiceSpec.ipFamilies':
    'IP families of the addresses: `IPv4`, `IPv6`. Default: the family of the cluster. The first cannot be changed later.',
  'ServiceSpec.ipFamilies.IPv4': 'Addresses such as 10.96.0.10.',
  'ServiceSpec.ipFamilies.IPv6': 'Addresses such as fd00:10:96::a.',
  'ServiceSpec.ipFamilyPolicy':
    'Whether to have one address or one for each family. Default: `SingleStack`.',
  'ServiceSpec.ipFamilyPolicy.SingleStack': 'One address.',
  'ServiceSpec.ipFamilyPolicy.PreferDualStack':
    'Two addresses if the cluster has both families, else one.',
  'ServiceSpec.ipFamilyPolicy.RequireDualStack': 'Two addresses, or a refusal.',
  'ServiceSpec.sessionAffinity': 'Whether a client keeps its Pod. Default: `None`.',
  'ServiceSpec.sessionAffinity.None': 'Each connection may reach another Pod.',
  'ServiceSpec.sessionAffinity.ClientIP':
    'Connections from one address go to one Pod, as long as it is ready and the time limit has not passed.',
  'ServiceSpec.sessionAffinityConfig':
    'How long affinity lasts. Dropped if `sessionAffinity` is `None`.',
  'ServiceSpec.internalTrafficPolicy':
    'Which endpoints traffic from inside the cluster may use. Default: `Cluster`.',
  'ServiceSpec.internalTrafficPolicy.Cluster': 'All endpoints, on any node.',
  'ServiceSpec.internalTrafficPolicy.Local':
    'Only those on the client’s own node. If there is none, packets are dropped.',
  'ServiceSpec.externalTrafficPolicy':
    'Which endpoints traffic from outside (node port, load balancer, external address) may use. Default: `Cluster`.',
  'ServiceSpec.externalTrafficPolicy.Cluster':
    'All endpoints. The Pod sees the node’s address in place of the client’s.',
  'ServiceSpec.externalTrafficPolicy.Local':
    'Only those on the node that was asked. The client’s address is kept; a node without an endpoint drops the packets.',
  'ServiceSpec.healthCheckNodePort':
    'Port on which each node tells the load balancer whether it has an endpoint. Only for LoadBalancer with `externalTrafficPolicy: Local`. Chosen for you if absent.',
  'ServiceSpec.publishNotReadyAddresses':
    'Treat Pods as ready even when they are not. For DNS among Pods that must find each other before they are ready. Default: `false`.',
  'ServiceSpec.externalIPs':
    'Addresses outside the cluster’s care whose traffic the nodes also accept for this Service. Deprecated since 1.36.',
  'ServiceSpec.externalName':
    'Name outside that the Service is an alias of, such as `db.example.com`: a name, not a URL. Only for ExternalName, which needs it.',
  'ServiceSpec.loadBalancerIP':
    'Address to ask the provider for. Deprecated; many providers ignore it and have an annotation instead.',
  'ServiceSpec.loadBalancerSourceRanges':
    'Blocks of client addresses that the load balancer admits, such as `203.0.113.0/24`. Default: all. Only for LoadBalancer.',
  'ServiceSpec.loadBalancerClass':
    'Which implementation of load balancers is meant, such as `example.com/internal`. Default: the provider’s own. Cannot be changed later.',
  'ServiceSpec.allocateLoadBalancerNodePorts':
    'Whether a LoadBalancer also gets node ports. Default: `true`. Turn off if the balancer reaches Pods directly.',
  'ServiceSpec.trafficDistribution':
    'Which endpoints to prefer while they are ready. Default: none in particular.',
  'ServiceSpec.trafficDistribution.PreferClose':
    'Endpoints in the client’s zone. The older name of `PreferSameZone`.',
  'ServiceSpec.trafficDistribution.PreferSameZone': 'Endpoints in the client’s zone.',
  'ServiceSpec.trafficDistribution.PreferSameNode':
    'Endpoints on the client’s node, then in its zone.',
  'ServicePort.name':
    'Name of the port, a DNS label. Needed on every port if there is more than one. DNS SRV records use it.',
  'ServicePort.port': 'Port of the Service, which clients ask for. 1–65535.',
  'ServicePort.targetPort':
    'Port on the Pod: a number, 1–65535, or the name of a container port, which each Pod resolves for itself. Default: the same as `port`.',
  'ServicePort.nodePort':
    'Port on every node, 30000–32767 and not yet taken. Chosen for you if absent. Only for NodePort and LoadBalancer.',
  'ServicePort.protocol': 'Transport protocol: `TCP`, `UDP` or `SCTP`. Default: `TCP`.',
  'ServicePort.protocol.TCP': 'Connections, as HTTP uses them.',
  'ServicePort.protocol.UDP': 'Single packets, as DNS uses them.',
  'ServicePort.protocol.SCTP': 'Messages over connections, as in telephony.',
  'ServicePort.appProtocol':
    'What is spoken over the port, such as `http` or `kubernetes.io/h2c`. A hint for proxies; kube-proxy does not look at it.',
  'SessionAffinityConfig.clientIP': 'Settings of affinity by client address.',
  'ClientIPConfig.timeoutSeconds':
    'Seconds without a new connection after which a client may get another Pod. 1–86400. Default: 10800, three hours.',

  EndpointSlice:
    'The addresses behind a Service, each with whether it is ready. For a Service with a selector the cluster writes it.',
  'EndpointSlice.addressType':
    'What the addresses are: `IPv4`, `IPv6` or `FQDN`. Cannot be changed.',
  'EndpointSlice.addressType.IPv4': 'Addresses such as 10.244.1.7.',
  'EndpointSlice.addressType.IPv6': 'Addresses such as fd00:10:244::7.',
  'EndpointSlice.addressType.FQDN': 'Domain names. Neither kube-proxy nor CoreDNS uses them.',
  'EndpointSlice.endpoints':
    'The endpoints, at most 1000. A slice belongs to a Service by its label `kubernetes.io/service-name`.',
  'EndpointSlice.ports':
    'Ports of every endpoint in the slice, by the names of the Service’s ports.',
  'Endpoint.addresses': 'Addresses of the endpoint. Readers use the first only.',
  'Endpoint.conditions': 'Whether traffic may be sent to it.',
  'Endpoint.hostname': 'Host name under which DNS finds it in a headless Service.',
  'Endpoint.nodeName': 'Node it is on. Needed for the traffic policy `Local`.',
  'Endpoint.targetRef': 'Object it stands for, usually a Pod.',
  'Endpoint.zone': 'Zone it is in.',
  'Endpoint.hints': 'For clients of which zones or nodes it is meant.',
  'Endpoint.deprecatedTopology': 'Left over from an older version; cannot be written.',
  'EndpointConditions.ready':
    'Ready for traffic. Absent means `true`. `false` while the Pod is terminating.',
  'EndpointConditions.serving':
    'Like `ready`, but stays `true` while a terminating Pod still answers.',
  'EndpointConditions.terminating': 'On its way out.',
  'EndpointHints.forZones': 'Zones whose clients should use it.',
  'EndpointHints.forNodes': 'Nodes whose clients should use it.',
  'ForZone.name': 'Name of the zone.',
  'ForNode.name': 'Name of the node.',
  'EndpointPort.name': 'Name of the Service’s port that it stands for. Empty for an unnamed one.',
  'EndpointPort.port': 'Port on the endpoint: the resolved `targetPort`. 1–65535.',
  'EndpointPort.protocol': 'Transport protocol. Default: `TCP`.',
  'EndpointPort.protocol.TCP': 'Connections, as HTTP uses them.',
  'EndpointPort.protocol.UDP': 'Single packets, as DNS uses them.',
  'EndpointPort.protocol.SCTP': 'Messages over connections, as in telephony.',
  'EndpointPort.appProtocol': 'What is spoken over the port.',

  Endpoints: 'The old list of addresses behind a Service. EndpointSlice has taken its place.',
  'Endpoints.subsets': 'Sets of addresses with the same ports.',
  'EndpointSubset.addresses': 'Addresses that are ready.',
  'EndpointSubset.notReadyAddresses': 'Addresses that are not.',
  'EndpointSubset.ports': 'Ports of all of them.',
  'EndpointAddress.ip': 'The address. Not a loopback or link-local one.',
  'EndpointAddress.hostname': 'Its host name.',
  'EndpointAddress.nodeName': 'Node it is on.',
  'EndpointAddress.targetRef': 'Object it stands for.',
} as const
