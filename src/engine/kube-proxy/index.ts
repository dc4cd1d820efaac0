export {
  type KubeProxyContext,
  type KubeProxyMemory,
  type KubeProxyMessage,
  kubeProxy,
} from './component'
export { iptablesSave, ruleText } from './iptables-save'
export { compile } from './modes'
export { nftScript } from './nft-script'
export { defaultProxyOptions, type ProxyOptions } from './options'
