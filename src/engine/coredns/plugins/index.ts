import { autopath } from './autopath'
import { cache } from './cache'
import { forward } from './forward'
import { hosts } from './hosts'
import { kubernetes } from './kubernetes'
import { log } from './log'
import type { Plugin } from './plugin'
import { rewrite } from './rewrite'
import { any, errors, health, loadbalance, loop, minimal, prometheus, ready, reload } from './small'
import { template } from './template'

const own: readonly Plugin[] = [
  any,
  autopath,
  cache,
  errors,
  forward,
  health,
  hosts,
  kubernetes,
  loadbalance,
  log,
  loop,
  minimal,
  prometheus,
  ready,
  reload,
  rewrite,
  template,
]

/**
 * The directives that are compiled into CoreDNS, in the order in which their plugins are asked
 * (plugin.cfg of 1.12). Those that are not among our own are read over.
 */
export const directives: readonly string[] =
  `root metadata geoip cancel tls quic timeouts multisocket reload nsid bufsize bind debug trace
  ready health pprof prometheus errors log dnstap local dns64 acl any chaos loadbalance tsig cache
  rewrite header dnssec autopath minimal template transfer hosts route53 azure clouddns
  k8s_external kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign view
  nomad`.split(/\s+/)

/** The plugin of a directive, if this cluster's CoreDNS has it. */
export const pluginNamed = (name: string): Plugin | undefined =>
  own.find((plugin) => plugin.name === name)
