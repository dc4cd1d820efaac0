/**
 * What is set up in a node's kernel, by the names of sysctl; timeouts of virtual servers are under
 * `ipvsadm.`.
 */
export type KernelSettings = Readonly<Record<string, number>>

/** Seconds until connection tracking forgets what sees no packet, and how much it tracks. */
export interface Timeouts {
  readonly established: number
  readonly closeWait: number
  readonly udp: number
  /** Of a UDP flow that has gone both ways for a while. */
  readonly udpStream: number
  /** Connections at most. */
  readonly most: number
  readonly virtualTcp: number
  readonly virtualClosing: number
  readonly virtualUdp: number
}

/** The kernel's own. */
export const kernelTimeouts: Timeouts = {
  established: 432_000,
  closeWait: 60,
  udp: 30,
  udpStream: 120,
  most: 262_144,
  virtualTcp: 900,
  virtualClosing: 120,
  virtualUdp: 300,
}

const names: Readonly<Record<keyof Timeouts, string>> = {
  established: 'net.netfilter.nf_conntrack_tcp_timeout_established',
  closeWait: 'net.netfilter.nf_conntrack_tcp_timeout_close_wait',
  udp: 'net.netfilter.nf_conntrack_udp_timeout',
  udpStream: 'net.netfilter.nf_conntrack_udp_timeout_stream',
  most: 'net.netfilter.nf_conntrack_max',
  virtualTcp: 'ipvsadm.tcp',
  virtualClosing: 'ipvsadm.tcpfin',
  virtualUdp: 'ipvsadm.udp',
}

/** The timeouts that settings come to. */
export function timeoutsOf(settings: KernelSettings): Timeouts {
  const set = Object.entries(names).flatMap(([name, sysctl]) =>
    settings[sysctl] === undefined ? [] : [[name, settings[sysctl]]],
  )
  return { ...kernelTimeouts, ...Object.fromEntries(set) }
}
