import type { Glossary } from './word'

/** English terms, those of the cluster first. */
const words = {
  pod: {
    name: 'Pod',
    forms: ['Pod', 'Pods'],
    means:
      'One or more containers that share an address, on one node. It is replaced rather than ' +
      'repaired; its successor has another name and another address.',
  },
  container: {
    name: 'Container',
    forms: ['container', 'containers'],
    means: 'A program with files of its own, started from an image.',
  },
  node: {
    name: 'Node',
    forms: ['node', 'nodes'],
    means: 'A machine of the cluster. It runs Pods, a kubelet, and a kube-proxy.',
  },
  deployment: {
    name: 'Deployment',
    forms: ['Deployment', 'Deployments'],
    means:
      'Keeps a number of Pods made from one template, and replaces them little by little when ' +
      'the template changes.',
  },
  template: {
    name: 'Pod template',
    forms: ['template', 'templates'],
    means:
      'What a Deployment makes Pods from: their labels, containers and probes. Changing it makes ' +
      'new Pods; those that are there stay as they are until they are replaced.',
  },
  rollout: {
    name: 'Rollout',
    forms: ['rollout', 'rollouts'],
    means: 'New Pods take the place of old ones, a few at a time, each once it is ready.',
  },
  daemonSet: {
    name: 'DaemonSet',
    forms: ['DaemonSet', 'DaemonSets'],
    means: 'Keeps one Pod on each node; kube-proxy runs so.',
  },
  configMap: {
    name: 'ConfigMap',
    forms: ['ConfigMap', 'ConfigMaps'],
    means: 'An object that holds settings or small files, for Pods to mount or read.',
  },
  secret: {
    name: 'Secret',
    forms: ['Secret', 'Secrets'],
    means: 'Like a ConfigMap, for what not everybody may see. Encoded, not encrypted.',
  },
  controlPlane: {
    name: 'Control plane',
    forms: ['control plane'],
    means:
      'What runs the cluster: API server, scheduler, controllers. Requests to a Service do not ' +
      'pass through it.',
  },
  api: {
    name: 'API server',
    forms: ['API server', 'API'],
    means:
      'Keeps all objects, and checks what is written. kubectl and every component talk to it, ' +
      'and not to each other.',
  },
  controller: {
    name: 'Controller',
    forms: ['controller', 'controllers'],
    means: 'A program that watches objects and works until things are as they say.',
  },
  manifest: {
    name: 'Manifest',
    forms: ['manifest', 'manifests'],
    means: 'A text, mostly YAML, with objects as somebody wants them to be.',
  },
  namespace: {
    name: 'Namespace',
    forms: ['namespace', 'namespaces'],
    means:
      'Names are unique within one. A Service selects Pods of its own namespace, and short names ' +
      'are looked up in the client’s.',
  },
  label: {
    name: 'Label',
    forms: ['label', 'labels'],
    means: 'A name and a value on an object, such as app=web, for selectors to go by.',
  },
  selector: {
    name: 'Selector',
    forms: ['selector', 'selectors'],
    means:
      'The labels that a Pod must have to be chosen: all of them, with just these values. It ' +
      'counts anew whenever a label changes.',
  },
  service: {
    name: 'Service',
    forms: ['Service', 'Services'],
    means: 'One lasting name and address for whichever Pods its selector chooses and are ready.',
  },
  clusterIp: {
    name: 'ClusterIP',
    forms: ['ClusterIP', 'ClusterIPs'],
    means:
      'A Service’s address within the cluster, and its usual type. No network card has it; rules ' +
      'on each node turn it into a Pod’s.',
  },
  nodePort: {
    name: 'NodePort',
    forms: ['NodePort', 'NodePorts', 'nodePort'],
    means:
      'A Service that can also be reached from outside, at one port of every node, 30000 to 32767.',
  },
  loadBalancer: {
    name: 'LoadBalancer',
    forms: ['LoadBalancer', 'LoadBalancers'],
    means:
      'A Service that asks its surroundings for a balancer with an address of its own. With ' +
      'nobody to make one, that address stays pending.',
  },
  externalName: {
    name: 'ExternalName',
    forms: ['ExternalName', 'ExternalNames'],
    means: 'A Service that is an alias in DNS and no more: no address, no ports, no Pods.',
  },
  headless: {
    name: 'Headless',
    forms: ['headless'],
    means:
      'A Service without an address (clusterIP: None). DNS gives the addresses of its Pods, and ' +
      'the client chooses.',
  },
  targetPort: {
    name: 'targetPort',
    forms: ['targetPort'],
    means:
      'The port at which the app in the Pod listens, or the name of a container’s port. port is ' +
      'the one that clients ask for.',
  },
  endpoint: {
    name: 'Endpoint',
    forms: ['endpoint', 'endpoints'],
    means: 'Address and port of one Pod behind a Service. As a rule only ready Pods get requests.',
  },
  endpointSlice: {
    name: 'EndpointSlice',
    forms: ['EndpointSlice', 'EndpointSlices'],
    means:
      'The object in which a controller lists a Service’s endpoints, up to 100 in each; ' +
      'kube-proxy reads it. Its forerunner is Endpoints.',
  },
  readinessProbe: {
    name: 'Readiness probe',
    forms: ['readiness probe', 'readiness probes'],
    means:
      'How the kubelet finds out whether a Pod can take requests. While it fails, Services leave ' +
      'the Pod out; nothing is restarted.',
  },
  kubelet: {
    name: 'kubelet',
    forms: ['kubelet', 'kubelets'],
    means: 'Runs on each node: starts containers, probes them, and tells the API server.',
  },
  kubeProxy: {
    name: 'kube-proxy',
    forms: ['kube-proxy', 'kube-proxies'],
    means:
      'Runs on each node and writes rules for Services into its kernel. Requests do not pass ' +
      'through it.',
  },
  iptables: {
    name: 'iptables',
    forms: ['iptables'],
    means:
      'Chains of rules in Linux that are gone through one by one; kube-proxy’s default mode ' +
      'writes such.',
  },
  ipvs: {
    name: 'IPVS',
    forms: ['IPVS'],
    means:
      'The load balancer in the Linux kernel, with a table of virtual servers. A mode of ' +
      'kube-proxy, deprecated since Kubernetes 1.35.',
  },
  nftables: {
    name: 'nftables',
    forms: ['nftables'],
    means:
      'What follows iptables in Linux. kube-proxy’s mode of that name finds any Service by one ' +
      'look into a map.',
  },
  dnat: {
    name: 'DNAT',
    forms: ['DNAT'],
    means:
      'A packet’s destination is rewritten: the Service’s address becomes a Pod’s. SNAT does it ' +
      'to the source. On the way back both are undone.',
  },
  conntrack: {
    name: 'conntrack',
    forms: ['conntrack'],
    means:
      'The kernel’s list of connections. A connection keeps the Pod that it was given; rules are ' +
      'asked for new ones alone.',
  },
  roundRobin: {
    name: 'Round robin',
    forms: ['round robin'],
    means: 'Each in turn, and then the first again.',
  },
  sessionAffinity: {
    name: 'Session affinity',
    forms: ['sessionAffinity', 'session affinity'],
    means:
      'With ClientIP, connections from one address go to one Pod, until none has come for three ' +
      'hours. Who shares an address shares the Pod.',
  },
  keepAlive: {
    name: 'Keep-alive',
    forms: ['keep-alive', 'keepAlive'],
    means:
      'Many requests over one connection. All reach one Pod, for balancing is done when a ' +
      'connection begins.',
  },
  trafficPolicy: {
    name: 'externalTrafficPolicy',
    forms: ['externalTrafficPolicy'],
    means:
      'With Local, a node hands requests from outside to Pods of its own alone, and drops them ' +
      'if it has none. The Pod then sees the visitor’s address.',
  },
  coreDns: {
    name: 'CoreDNS',
    forms: ['CoreDNS'],
    means: 'The cluster’s DNS server, an ordinary Deployment. It knows each Service by name.',
  },
  fullName: {
    name: 'Full name (FQDN)',
    forms: ['full name', 'full names', 'FQDN'],
    means: 'A name with nothing left to add: web.default.svc.cluster.local.',
  },
  searchList: {
    name: 'Search list',
    forms: ['search list', 'search lists', 'search domain', 'search domains'],
    means:
      'Endings (search domains) with which a client completes a short name, in turn. A Pod’s ' +
      'begins with its own namespace.',
  },
  ndots: {
    name: 'ndots',
    forms: ['ndots'],
    means: 'A name with fewer dots than this goes through the search list first. In Pods it is 5.',
  },
  cname: {
    name: 'CNAME',
    forms: ['CNAME'],
    means: 'An entry in DNS that says: look under that other name.',
  },
} as const

export type WordName = keyof typeof words

export const english: Glossary = { words, others: [], colon: ': ' }
