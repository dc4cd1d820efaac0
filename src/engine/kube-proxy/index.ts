export {
  type KubeProxyContext,
  type KubeProxyMemory,
  type KubeProxyMessage,
  kubeProxy,
} from './component'
export { ipsetSave } from './ipset-save'
export { iptablesSave, ruleText } from './iptables-save'
export { ipvsadmList, ipvsadmSave } from './ipvsadm'
export { compile, compileAll } from './modes'
export { nftList } from './nft-list'
export { nftScript } from './nft-script'
export { defaultProxyOptions, type ProxyOptions } from './options'
export { wordsOf } from './words'
