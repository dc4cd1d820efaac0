import type { TrackingSettings } from '../api/proxy'
import type { KernelSettings } from '../network/settings'
import { takesLocalhost } from './local-traffic'
import type { ProxyOptions } from './options'

/** What a kube-proxy sets up in a node's kernel when it starts, by the names of sysctl. */
export const settingsOf = (options: ProxyOptions, cores: number): KernelSettings => ({
  ...trackingOf(options.tracking, cores),
  ...(options.mode === 'iptables' && takesLocalhost(options)
    ? { 'net.ipv4.conf.all.route_localnet': 1 }
    : {}),
  ...(options.mode === 'ipvs' ? virtualOf(options.tracking) : {}),
})

function trackingOf(settings: TrackingSettings, cores: number): KernelSettings {
  const { perCore, atLeast, established, closeWait, udp, udpStream, isLiberal } = settings
  // 0 for each processor leaves the kernel's own limit.
  const most = perCore > 0 ? Math.max(perCore * cores, atLeast) : 0
  return {
    ...set('nf_conntrack_max', most),
    ...set('nf_conntrack_tcp_timeout_established', established),
    ...set('nf_conntrack_tcp_timeout_close_wait', closeWait),
    ...set('nf_conntrack_udp_timeout', udp),
    ...set('nf_conntrack_udp_timeout_stream', udpStream),
    ...(isLiberal ? set('nf_conntrack_tcp_be_liberal', 1) : {}),
  }
}

const set = (name: string, value = 0): KernelSettings =>
  value === 0 ? {} : { [`net.netfilter.${name}`]: value }

const virtualOf = (settings: TrackingSettings): KernelSettings => ({
  'net.ipv4.vs.conntrack': 1,
  'net.ipv4.vs.expire_nodest_conn': 1,
  'net.ipv4.vs.expire_quiescent_template': 1,
  'net.ipv4.ip_forward': 1,
  ...(settings.isStrictArp
    ? { 'net.ipv4.conf.all.arp_ignore': 1, 'net.ipv4.conf.all.arp_announce': 2 }
    : {}),
  ...ipvsadm('tcp', settings.virtualTcp),
  ...ipvsadm('tcpfin', settings.virtualTcpFin),
  ...ipvsadm('udp', settings.virtualUdp),
})

// Timeouts of virtual servers are no sysctls: `ipvsadm --set` writes them.
const ipvsadm = (name: string, value: number | undefined): KernelSettings =>
  value === undefined ? {} : { [`ipvsadm.${name}`]: value }
