import type { Draft } from '../../apiserver/action'
import { create } from '../../apiserver/action'
import type { Step } from '../../controllers/controller'
import { podFor } from '../../controllers/daemonset/pods'
import { presentRevision, REVISION_LABEL } from '../../controllers/revisions'
import type { DaemonSet, Pod } from '../../resources'
import { blocksOf, type ClusterOptions, nodeAddress, nodeName, plan } from '../options'
import { draft, SYSTEM, VERSION } from './draft'

/** What kube-proxy's DaemonSet and ConfigMap are called: ACK has a set for each kind of node. */
export const proxyName = ({ environment }: ClusterOptions): string =>
  environment === 'ack' ? 'kube-proxy-worker' : 'kube-proxy'

/** kube-proxy as kubeadm leaves it: on every node it runs already. */
export function* kubeProxyPods(options: ClusterOptions): Step<void> {
  const name = proxyName(options)
  const metadata = { name: 'kube-proxy', namespace: SYSTEM }
  yield create(draft({ apiVersion: 'v1', kind: 'ServiceAccount', metadata }))
  yield create(configuration(name, options))
  const made = yield create(daemonSet(name))
  if (made.refused) return
  const set = made.object as DaemonSet
  const revision = yield* presentRevision(set, [], REVISION_LABEL)
  const hash = revision?.metadata.labels?.[REVISION_LABEL] ?? ''
  for (let index = 0; index < options.nodes; index++) {
    const node = nodeName(index)
    const pod = podFor({ set, hash }, node)
    yield* running({ ...pod, spec: { ...pod.spec, nodeName: node } } as Draft)
  }
}

/** A Pod that runs on its node before the kubelet first looks. */
export function* running(pod: Draft): Step<void> {
  const made = yield create(pod)
  if (made.refused) return
  const { status, ...rest } = made.object as Pod
  const object = { ...rest, status: { ...status, phase: 'Running' } } as Pod
  yield { verb: 'updateStatus', object }
}

// kubeadm writes every field that has a default, empty: what is not set stands there as null or 0.
function configuration(name: string, options: ClusterOptions): Draft {
  const mode = options.mode === 'iptables' ? '""' : options.mode
  return draft({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: SYSTEM, labels: { app: 'kube-proxy' } },
    data: {
      'config.conf': configText(mode, blocksOf(options).pods),
      'kubeconfig.conf': kubeconfigText(),
    },
  })
}

const configText = (mode: string, clusterCIDR: string): string =>
  CONFIG.replace('@cidr', clusterCIDR).replace('@mode', mode)

const CONFIG = `apiVersion: kubeproxy.config.k8s.io/v1alpha1
bindAddress: 0.0.0.0
bindAddressHardFail: false
clientConnection:
  acceptContentTypes: ""
  burst: 0
  contentType: ""
  kubeconfig: /var/lib/kube-proxy/kubeconfig.conf
  qps: 0
clusterCIDR: @cidr
configSyncPeriod: 0s
conntrack:
  maxPerCore: null
  min: null
  tcpBeLiberal: false
  tcpCloseWaitTimeout: null
  tcpEstablishedTimeout: null
  udpStreamTimeout: 0s
  udpTimeout: 0s
detectLocal:
  bridgeInterface: ""
  interfaceNamePrefix: ""
detectLocalMode: ""
enableProfiling: false
healthzBindAddress: ""
hostnameOverride: ""
iptables:
  localhostNodePorts: null
  masqueradeAll: false
  masqueradeBit: null
  minSyncPeriod: 0s
  syncPeriod: 0s
ipvs:
  excludeCIDRs: null
  minSyncPeriod: 0s
  scheduler: ""
  strictARP: false
  syncPeriod: 0s
  tcpFinTimeout: 0s
  tcpTimeout: 0s
  udpTimeout: 0s
kind: KubeProxyConfiguration
logging:
  flushFrequency: 0
  options:
    json:
      infoBufferSize: "0"
    text:
      infoBufferSize: "0"
  verbosity: 0
metricsBindAddress: ""
mode: @mode
nftables:
  masqueradeAll: false
  masqueradeBit: null
  minSyncPeriod: 0s
  syncPeriod: 0s
nodePortAddresses: null
oomScoreAdj: null
portRange: ""
showHiddenMetricsForVersion: ""
winkernel:
  enableDSR: false
  forwardHealthCheckVip: false
  networkName: ""
  rootHnsEndpointName: ""
  sourceVip: ""
`

const kubeconfigText = (): string => `apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
    server: https://${nodeAddress(0)}:${plan.apiServerPort}
  name: default
contexts:
- context:
    cluster: default
    namespace: default
    user: default
  name: default
current-context: default
users:
- name: default
  user:
    tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token
`

function daemonSet(name: string): Draft {
  const labels = { 'k8s-app': name }
  return draft({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: SYSTEM, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate' },
      template: { metadata: { labels }, spec: podSpec(name) },
    },
  })
}

const podSpec = (name: string): object => ({
  priorityClassName: 'system-node-critical',
  hostNetwork: true,
  serviceAccountName: 'kube-proxy',
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [{ operator: 'Exists' }],
  containers: [
    {
      name: 'kube-proxy',
      image: `registry.k8s.io/kube-proxy:${VERSION}`,
      imagePullPolicy: 'IfNotPresent',
      command: [
        '/usr/local/bin/kube-proxy',
        '--config=/var/lib/kube-proxy/config.conf',
        '--hostname-override=$(NODE_NAME)',
      ],
      env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
      securityContext: { privileged: true },
      volumeMounts: [
        { mountPath: '/var/lib/kube-proxy', name: 'kube-proxy' },
        { mountPath: '/run/xtables.lock', name: 'xtables-lock' },
        { mountPath: '/lib/modules', name: 'lib-modules', readOnly: true },
      ],
    },
  ],
  volumes: [
    { name: 'kube-proxy', configMap: { name } },
    { name: 'xtables-lock', hostPath: { path: '/run/xtables.lock', type: 'FileOrCreate' } },
    { name: 'lib-modules', hostPath: { path: '/lib/modules' } },
  ],
})
