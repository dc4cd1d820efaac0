import { controllersOf } from '../controllers'
import { runnerOf } from '../controllers/runner'
import { defaultProxyOptions, kubeProxy } from '../kube-proxy'
import { kubelet } from '../kubelet'
import { scheduler } from '../scheduler'
import { ownService } from './api-service'
import { balancers } from './balancers'
import { hasProxyPods } from './bootstrap'
import type { AnyComponent } from './control-plane'
import { watchOfDns } from './dns-watch'
import { etcd } from './etcd'
import { type ClusterOptions, nodeName } from './options'

/** Every client of the API server in a cluster, in the order in which they start. */
export function componentsOf(options: ClusterOptions): readonly AnyComponent[] {
  const nodes = Array.from({ length: options.nodes }, (_, index) => nodeName(index))
  // Where it is a Pod, that starts it.
  const proxy = hasProxyPods(options) ? undefined : { ...defaultProxyOptions, mode: options.mode }
  return [
    ...controllersOf(options.environment).map(runnerOf),
    scheduler,
    ...nodes.flatMap((node) => [kubelet(node), kubeProxy(node, proxy)]),
    watchOfDns,
    balancers,
    ownService,
    etcd,
  ]
}
