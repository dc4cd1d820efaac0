import type { KubeObject } from '../api/object'
import type { Draft } from '../apiserver/action'
import {
  type ClusterOptions,
  nodeAddress,
  nodeName,
  nodePodCIDR,
  plan,
  secondNodeAddress,
  secondNodePodCIDR,
} from './options'

/** What `kubeadm init` and `join` leave behind, in the order in which it is created. */
export function bootstrapObjects(options: ClusterOptions): readonly Draft[] {
  const nodes = Array.from({ length: options.nodes }, (_, index) => node(index, options.dualStack))
  return [...namespaces(), ...nodes, ...apiService(), ...dns()]
}

const draft = (object: object): Draft => object as Draft<KubeObject>

const namespaces = (): readonly Draft[] =>
  ['default', 'kube-system', 'kube-public', 'kube-node-lease'].map((name) =>
    draft({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    }),
  )

// node-1 runs the API server. It takes Pods too, as after `kubectl taint nodes --all
// …control-plane-`: with three nodes a learner wants to see all three at work.
function node(index: number, isDual: boolean): Draft {
  const name = nodeName(index)
  const podCIDR = nodePodCIDR(index)
  return draft({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...(index === 0 ? { 'node-role.kubernetes.io/control-plane': '' } : {}),
      },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0' },
    },
    spec: { podCIDR, podCIDRs: [podCIDR, ...(isDual ? [secondNodePodCIDR(index)] : [])] },
    status: {
      addresses: [
        { type: 'InternalIP', address: nodeAddress(index) },
        ...(isDual ? [{ type: 'InternalIP', address: secondNodeAddress(index) }] : []),
        { type: 'Hostname', address: name },
      ],
    },
  })
}

/** The API server's own Service, and where it leads (pkg/controlplane/reconcilers). */
export function apiService(): readonly Draft[] {
  const port = { name: 'https', port: plan.apiServerPort, protocol: 'TCP' }
  const metadata = { name: 'kubernetes', namespace: 'default' }
  return [
    draft({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...metadata, labels: { component: 'apiserver', provider: 'kubernetes' } },
      spec: {
        type: 'ClusterIP',
        clusterIP: plan.apiServerAddress,
        ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: plan.apiServerPort }],
      },
    }),
    draft({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { ...metadata, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
      subsets: [{ addresses: [{ ip: nodeAddress(0) }], ports: [port] }],
    }),
    draft({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': 'kubernetes' } },
      addressType: 'IPv4',
      ports: [port],
      endpoints: [{ addresses: [nodeAddress(0)], conditions: { ready: true } }],
    }),
  ]
}

const DNS_LABELS = { 'k8s-app': 'kube-dns' }

// One directive a line, in kubeadm's order.
const COREFILE = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success cluster.local
       disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`

function dns(): readonly Draft[] {
  const metadata = { name: 'coredns', namespace: 'kube-system' }
  return [
    draft({ apiVersion: 'v1', kind: 'ServiceAccount', metadata }),
    draft({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { Corefile: COREFILE } }),
    draft({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, labels: DNS_LABELS },
      spec: {
        replicas: 2,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
        selector: { matchLabels: DNS_LABELS },
        template: { metadata: { labels: DNS_LABELS }, spec: dnsPod() },
      },
    }),
    dnsService(),
  ]
}

function dnsPod(): object {
  const port = (name: string, containerPort: number, protocol: string) => ({
    name,
    containerPort,
    protocol,
  })
  return {
    serviceAccountName: 'coredns',
    dnsPolicy: 'Default',
    priorityClassName: 'system-cluster-critical',
    priority: 2_000_000_000,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [
      { key: 'CriticalAddonsOnly', operator: 'Exists' },
      { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
    ],
    containers: [
      {
        name: 'coredns',
        image: 'registry.k8s.io/coredns/coredns:v1.12.1',
        imagePullPolicy: 'IfNotPresent',
        args: ['-conf', '/etc/coredns/Corefile'],
        resources: { limits: { memory: '170Mi' }, requests: { cpu: '100m', memory: '70Mi' } },
        ports: [
          port('dns', 53, 'UDP'),
          port('dns-tcp', 53, 'TCP'),
          port('metrics', 9153, 'TCP'),
          port('liveness-probe', 8080, 'TCP'),
          port('readiness-probe', 8181, 'TCP'),
        ],
        volumeMounts: [{ name: 'config-volume', mountPath: '/etc/coredns', readOnly: true }],
        livenessProbe: {
          httpGet: { path: '/health', port: 'liveness-probe', scheme: 'HTTP' },
          initialDelaySeconds: 60,
          timeoutSeconds: 5,
          successThreshold: 1,
          failureThreshold: 5,
        },
        readinessProbe: { httpGet: { path: '/ready', port: 'readiness-probe', scheme: 'HTTP' } },
      },
    ],
    volumes: [
      {
        name: 'config-volume',
        configMap: { name: 'coredns', items: [{ key: 'Corefile', path: 'Corefile' }] },
      },
    ],
  }
}

const dnsService = (): Draft =>
  draft({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kube-dns',
      namespace: 'kube-system',
      labels: {
        ...DNS_LABELS,
        'kubernetes.io/cluster-service': 'true',
        'kubernetes.io/name': 'CoreDNS',
      },
      annotations: { 'prometheus.io/port': '9153', 'prometheus.io/scrape': 'true' },
    },
    spec: {
      clusterIP: plan.dnsAddress,
      selector: DNS_LABELS,
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
        { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
        { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153 },
      ],
    },
  })
