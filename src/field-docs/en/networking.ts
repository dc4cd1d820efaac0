/** Texts on Ingresses and NetworkPolicies, in English. */
export const networking = {
  Ingress:
    'Which host and path lead to which Service, over HTTP. It needs a controller to act on it; there is none here.',
  'Ingress.spec': 'Which requests lead where. Needs `rules` or a `defaultBackend`.',
  'IngressSpec.ingressClassName':
    'IngressClass that says which controller acts on it. Default: the cluster’s default class.',
  'IngressSpec.rules': 'Where requests lead, by host and path.',
  'IngressSpec.defaultBackend': 'Where requests lead that no rule fits.',
  'IngressSpec.tls': 'Certificates for HTTPS, by host.',
  'IngressRule.host':
    'Host that the client asks for, without a port; not an address. `*.example.com` stands for exactly one more label. Default: any.',
  'IngressRule.http': 'Paths of the host.',
  'HTTPIngressRuleValue.paths': 'Where each path leads. The longest that fits wins.',
  'HTTPIngressPath.path': 'Path that is asked for; begins with `/`.',
  'HTTPIngressPath.pathType': 'How the path is compared. Needed.',
  'HTTPIngressPath.pathType.Exact': 'Exactly this path; case counts.',
  'HTTPIngressPath.pathType.Prefix': 'This path and all below: `/a` fits `/a/b`, but not `/ab`.',
  'HTTPIngressPath.pathType.ImplementationSpecific': 'As the controller likes.',
  'HTTPIngressPath.backend': 'Where requests for the path lead.',
  'IngressBackend.service': 'Service that gets the requests. Not together with `resource`.',
  'IngressBackend.resource':
    'Another object that gets the requests, if the controller knows its kind.',
  'IngressServiceBackend.name': 'Name of the Service, in the same namespace.',
  'IngressServiceBackend.port': 'Port of the Service, by name or by number.',
  'ServiceBackendPort.name': 'Name of the Service’s port. Not together with `number`.',
  'ServiceBackendPort.number':
    'Number of the Service’s port, its `port`. 1–65535. Not together with `name`.',
  'IngressTLS.hosts': 'Hosts that the certificate is for.',
  'IngressTLS.secretName': 'Secret of type `kubernetes.io/tls` that holds certificate and key.',

  NetworkPolicy:
    'Who may speak with some Pods. The network must enforce it; like flannel, the one here does not.',
  'NetworkPolicy.spec': 'Which Pods, and who may speak with them. Several policies add up.',
  'NetworkPolicySpec.podSelector': 'Which Pods of the namespace it is about. `{}` is all.',
  'NetworkPolicySpec.policyTypes':
    'Which directions are limited: in them, only what a rule allows gets through. Default: `Ingress`, and `Egress` if there are `egress` rules.',
  'NetworkPolicySpec.policyTypes.Ingress': 'Connections to the Pods.',
  'NetworkPolicySpec.policyTypes.Egress': 'Connections from the Pods.',
  'NetworkPolicySpec.ingress':
    'What may come in. An empty list lets nothing in; a rule `{}`, everything.',
  'NetworkPolicySpec.egress': 'What may go out. With limits here, DNS must be allowed, too.',
  'NetworkPolicyIngressRule.from': 'From where, any of them. Default: from everywhere.',
  'NetworkPolicyIngressRule.ports': 'To which ports of the Pods. Default: all.',
  'NetworkPolicyEgressRule.to': 'To where, any of them. Default: to everywhere.',
  'NetworkPolicyEgressRule.ports': 'To which ports there. Default: all.',
  'NetworkPolicyPeer.podSelector':
    'Pods with these labels: of this namespace, or of those that `namespaceSelector` beside it selects.',
  'NetworkPolicyPeer.namespaceSelector':
    'Pods of namespaces with these labels. `{}` is all namespaces.',
  'NetworkPolicyPeer.ipBlock':
    'Addresses, meant for those outside the cluster. Not together with selectors.',
  'NetworkPolicyPort.port': 'Port on the Pod, by number or by name. Default: all of the protocol.',
  'NetworkPolicyPort.endPort':
    'Last port of a range that begins with `port`, which must be a number then.',
  'NetworkPolicyPort.protocol': 'Transport protocol: `TCP`, `UDP` or `SCTP`. Default: `TCP`.',
  'NetworkPolicyPort.protocol.TCP': 'Connections, as HTTP uses them.',
  'NetworkPolicyPort.protocol.UDP': 'Single packets, as DNS uses them.',
  'NetworkPolicyPort.protocol.SCTP': 'Messages over connections, as in telephony.',
  'IPBlock.cidr': 'The block, such as `10.0.0.0/8`.',
  'IPBlock.except': 'Smaller blocks within it that are left out.',
  IngressClass: 'Which controller sees to the Ingresses that name it. None acts here.',
  'IngressClass.spec': 'The controller, and its parameters.',
  'IngressClassSpec.controller':
    'Name of the controller, such as `k8s.io/ingress-nginx`. Cannot be changed.',
  'IngressClassSpec.parameters': 'An object with more settings for the controller.',
  'IngressClassParametersReference.apiGroup': 'API group of that object.',
  'IngressClassParametersReference.kind': 'Kind of that object.',
  'IngressClassParametersReference.name': 'Name of that object.',
  'IngressClassParametersReference.namespace': 'Its namespace, when `scope` is `Namespace`.',
  'IngressClassParametersReference.scope': '`Cluster` or `Namespace`. Default: `Cluster`.',
  IPAddress: 'An address that a Service has. The API server keeps them; nobody writes them here.',
  'IPAddress.spec': 'Whose address it is.',
  'IPAddressSpec.parentRef': 'The object that has the address.',
  'ParentReference.group': 'API group of the object; empty for a Service.',
  'ParentReference.name': 'Name of the object.',
  'ParentReference.namespace': 'Namespace of the object.',
  'ParentReference.resource': '`services` for a Service.',
  ServiceCIDR:
    'A range from which Services get their addresses. `kubernetes` is the API server’s own.',
  'ServiceCIDR.spec': 'The range.',
  'ServiceCIDRSpec.cidrs': 'One range of IPv4, one of IPv6, or both. Cannot be changed.',
} as const
