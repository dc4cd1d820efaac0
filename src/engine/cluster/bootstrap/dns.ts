import type { Draft } from '../../apiserver/action'
import { kubeadmCorefile } from '../../coredns/corefile/kubeadm'
import { plan } from '../options'
import { draft, SYSTEM } from './draft'

const DNS_LABELS = { 'k8s-app': 'kube-dns' }

/** CoreDNS, as kubeadm deploys it. */
export function dns(): readonly Draft[] {
  const metadata = { name: 'coredns', namespace: SYSTEM }
  return [
    draft({ apiVersion: 'v1', kind: 'ServiceAccount', metadata }),
    draft({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { Corefile: kubeadmCorefile } }),
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
      namespace: SYSTEM,
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
