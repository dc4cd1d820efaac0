import type { Cidr } from '../api/address'
import type { ProxyConfiguration } from '../api/proxy'
import { seconds } from '../sim'

/** What a kube-proxy is started with: its configuration, and what it finds in the cluster. */
export interface ProxyOptions extends ProxyConfiguration {
  /** The Pods' addresses, as the network plugin knows them: its own rule is about these. */
  readonly podNetwork: Cidr
  /** Where ClusterIPs come from, as the ServiceCIDR object says: nftables mode guards it. */
  readonly serviceCIDR: Cidr
}

const podNetwork: Cidr = { base: 0x0af4_0000, length: 16 }

/** As kubeadm sets it up. */
export const defaultProxyOptions: ProxyOptions = {
  mode: 'iptables',
  podNetwork,
  serviceCIDR: { base: 0x0a60_0000, length: 12 },
  detectLocal: { by: 'cluster', block: podNetwork },
  scheduler: 'rr',
  masqueradeAll: false,
  masqueradeMark: 0x4000,
  localhostNodePorts: true,
  nodePortAddresses: 'all',
  syncPeriod: seconds(30),
  minSyncPeriod: seconds(1),
  tracking: {
    perCore: 32_768,
    atLeast: 131_072,
    isLiberal: false,
    established: 86_400,
    closeWait: 3_600,
    isStrictArp: false,
  },
}
