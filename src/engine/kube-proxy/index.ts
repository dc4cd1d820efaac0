export {
  type KubeProxyContext,
  type KubeProxyMemory,
  type KubeProxyMessage,
  kubeProxy,
} from './component'
export { ipsetLines, ipsetListing, ipsetSave } from './ipset-save'
export { iptablesList, iptablesSpecified } from './iptables-list'
export { iptablesLines, iptablesSave, iptablesTables, ruleText } from './iptables-save'
export { ipvsadmLines, ipvsadmList, ipvsadmSave } from './ipvsadm'
export { ipvsadmConnections, ipvsadmCounts } from './ipvsadm-counts'
export { ListedLine } from './listed-line'
export { compile, compileAll, modeOf } from './modes'
export { nftLines, nftList } from './nft-list'
export { affinities, chainsOf, nftScript } from './nft-script'
export { defaultProxyOptions, type ProxyOptions } from './options'
export { wordsOf } from './words'
