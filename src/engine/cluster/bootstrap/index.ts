import { create } from '../../apiserver/action'
import type { Step } from '../../controllers/controller'
import type { ClusterOptions } from '../options'
import { controllerAccounts, priorityClasses } from './accounts'
import { apiService } from './api-service'
import { dns } from './dns'
import { draft, SYSTEM } from './draft'
import { kubeProxyPods, proxyName, running } from './kube-proxy'
import { authentication, kubeadmConfig } from './kubeadm-config'
import { node } from './node'
import { staticPods } from './static-pods'
import { storageClasses } from './storage'

export { apiService } from './api-service'

const NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease']

/**
 * What `kubeadm init` and `join` leave behind, in the order in which it is created: the control
 * plane and kube-proxy run, CoreDNS waits for a network. Other ways to a cluster leave less.
 */
export function* bootstrap(options: ClusterOptions): Step<void> {
  const { dualStack, nodes } = options
  for (const name of NAMESPACES) yield create(namespace(name))
  for (const each of priorityClasses()) yield create(each)
  for (const each of storageClasses(options.environment)) yield create(each)
  let first = ''
  for (let index = 0; index < nodes; index++) {
    const made = yield create(node(index, dualStack))
    if (index === 0 && !made.refused) first = made.object?.metadata.uid ?? ''
  }
  for (const each of apiService()) yield create(each)
  yield create(authentication())
  if (isKubeadm(options)) {
    for (const each of [...kubeadmConfig(options), ...controllerAccounts()]) yield create(each)
  }
  for (const each of dns()) yield create(each)
  if (hasProxyPods(options)) yield* kubeProxyPods(options)
  if (isKubeadm(options)) for (const pod of staticPods(options, first)) yield* running(pod)
}

const namespace = (name: string) =>
  draft({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  })

/** Whether kubeadm has set the cluster up, by hand or inside another tool. */
const isKubeadm = ({ environment }: ClusterOptions): boolean =>
  environment !== 'ack' && environment !== 'k3s'

/** Where kube-proxy's configuration is kept, where it is a Pod. */
export const proxyConfiguration = (options: ClusterOptions) => ({
  namespace: SYSTEM,
  name: proxyName(options),
})

/** Whether kube-proxy is a Pod on each node; in k3s it is a part of the agent. */
export const hasProxyPods = ({ environment }: ClusterOptions): boolean => environment !== 'k3s'
