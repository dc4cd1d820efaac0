import type { SetShape } from '../named-set'

/** Names of the ipsets that rules look into. */
export type IpsetName =
  | 'KUBE-LOOP-BACK'
  | 'KUBE-CLUSTER-IP'
  | 'KUBE-EXTERNAL-IP'
  | 'KUBE-EXTERNAL-IP-LOCAL'
  | 'KUBE-LOAD-BALANCER'
  | 'KUBE-LOAD-BALANCER-LOCAL'
  | 'KUBE-LOAD-BALANCER-FW'
  | 'KUBE-LOAD-BALANCER-SOURCE-IP'
  | 'KUBE-LOAD-BALANCER-SOURCE-CIDR'
  | 'KUBE-NODE-PORT-TCP'
  | 'KUBE-NODE-PORT-LOCAL-TCP'
  | 'KUBE-NODE-PORT-UDP'
  | 'KUBE-NODE-PORT-LOCAL-UDP'
  | 'KUBE-NODE-PORT-SCTP-HASH'
  | 'KUBE-NODE-PORT-LOCAL-SCTP-HASH'
  | 'KUBE-HEALTH-CHECK-NODE-PORT'
  | 'KUBE-IPVS-IPS'

/** What a set is called, and what rules say of it. */
export interface IpsetShape extends SetShape {
  readonly name: IpsetName
}

const set = (name: IpsetName, key: SetShape['key'], comment: string): IpsetShape => ({
  name,
  key,
  comment,
  isMap: false,
})

/** All sets, in the order in which they are made (pkg/proxy/ipvs/ipset.go). */
export const ipsetShapes: readonly IpsetShape[] = [
  set(
    'KUBE-LOOP-BACK',
    'service-source',
    'Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose',
  ),
  set('KUBE-CLUSTER-IP', 'service', 'Kubernetes service cluster ip + port for masquerade purpose'),
  set(
    'KUBE-EXTERNAL-IP',
    'service',
    'Kubernetes service external ip + port for masquerade and filter purpose',
  ),
  set(
    'KUBE-EXTERNAL-IP-LOCAL',
    'service',
    'Kubernetes service external ip + port with externalTrafficPolicy=local',
  ),
  set('KUBE-LOAD-BALANCER', 'service', 'Kubernetes service lb portal'),
  set(
    'KUBE-LOAD-BALANCER-LOCAL',
    'service',
    'Kubernetes service load balancer ip + port with externalTrafficPolicy=local',
  ),
  set(
    'KUBE-LOAD-BALANCER-FW',
    'service',
    'Kubernetes service load balancer ip + port for load balancer with sourceRange',
  ),
  set(
    'KUBE-LOAD-BALANCER-SOURCE-IP',
    'service-source',
    'Kubernetes service load balancer ip + port + source IP for packet filter purpose',
  ),
  set(
    'KUBE-LOAD-BALANCER-SOURCE-CIDR',
    'service-block',
    'Kubernetes service load balancer ip + port + source cidr for packet filter purpose',
  ),
  set('KUBE-NODE-PORT-TCP', 'port', 'Kubernetes nodeport TCP port for masquerade purpose'),
  set(
    'KUBE-NODE-PORT-LOCAL-TCP',
    'port',
    'Kubernetes nodeport TCP port with externalTrafficPolicy=local',
  ),
  set('KUBE-NODE-PORT-UDP', 'port', 'Kubernetes nodeport UDP port for masquerade purpose'),
  set(
    'KUBE-NODE-PORT-LOCAL-UDP',
    'port',
    'Kubernetes nodeport UDP port with externalTrafficPolicy=local',
  ),
  set(
    'KUBE-NODE-PORT-SCTP-HASH',
    'service',
    "Kubernetes nodeport SCTP port for masquerade purpose with type 'hash ip:port'",
  ),
  set(
    'KUBE-NODE-PORT-LOCAL-SCTP-HASH',
    'service',
    "Kubernetes nodeport SCTP port with externalTrafficPolicy=local with type 'hash ip:port'",
  ),
  set('KUBE-HEALTH-CHECK-NODE-PORT', 'port', 'Kubernetes health check node port'),
  set('KUBE-IPVS-IPS', 'address', ''),
]
