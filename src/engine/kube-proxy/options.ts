import type { Cidr } from '../api/address'
import type { ProxyMode } from '../api/traffic'
import type { Scheduler } from '../network/schedulers'

/** What a kube-proxy is started with (kubeproxy.config.k8s.io, KubeProxyConfiguration). */
export interface ProxyOptions {
  /** What it writes its rules with. */
  readonly mode: ProxyMode
  /**
   * The Pods' addresses (`--cluster-cidr`, detectLocalMode ClusterCIDR): what comes from elsewhere
   * to a ClusterIP is masqueraded.
   */
  readonly clusterCIDR: Cidr
  /** Where ClusterIPs come from, as the ServiceCIDR object says: nftables mode guards it. */
  readonly serviceCIDR: Cidr
  /** How virtual servers choose in ipvs mode. */
  readonly scheduler: Scheduler
}

/** As kubeadm sets it up. */
export const defaultProxyOptions: ProxyOptions = {
  mode: 'iptables',
  clusterCIDR: { base: 0x0af4_0000, length: 16 },
  serviceCIDR: { base: 0x0a60_0000, length: 12 },
  scheduler: 'rr',
}
