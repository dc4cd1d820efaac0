import type { ProxyMode } from '../api/traffic'
import type { Reader } from '../apiserver/reader'
import type { Ruleset } from '../network/rules'
import { type Compilation, type CompileAll, compilerOf, type ProxyPlace } from './compilation'
import { iptables } from './iptables'
import { ipvs } from './ipvs'
import { nftables } from './nftables'
import type { ProxyOptions } from './options'

const compilers: Readonly<Record<ProxyMode, CompileAll>> = {
  iptables: compilerOf(iptables),
  nftables: compilerOf(nftables),
  ipvs: compilerOf(ipvs),
}

/** The mode of the kube-proxy that has written a node's rules. */
export const modeOf = ({ nftables, ipvs }: Ruleset): ProxyMode =>
  nftables ? 'nftables' : ipvs ? 'ipvs' : 'iptables'

/** Compiles the rules of a node, keeping the parts. */
export const compileAll = (reader: Reader, place: ProxyPlace): Compilation =>
  compilers[place.options.mode](reader, place)

/** Compiles the rules of a node, as its kube-proxy would write them. */
export const compile = (reader: Reader, node: string, options: ProxyOptions): Ruleset =>
  compileAll(reader, { node, options }).ruleset
