import type { Cidr } from '../api/address'

/** What kube-proxy is configured with, beside its mode. */
export interface ProxyOptions {
  /**
   * The Pods' addresses (`--cluster-cidr`, detectLocalMode ClusterCIDR): what comes from elsewhere
   * to a ClusterIP is masqueraded.
   */
  readonly clusterCIDR: Cidr
}

/** As kubeadm sets it up. */
export const defaultProxyOptions: ProxyOptions = {
  clusterCIDR: { base: 0x0af4_0000, length: 16 },
}
