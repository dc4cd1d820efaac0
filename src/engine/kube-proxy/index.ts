export {
  type KubeProxyContext,
  type KubeProxyMemory,
  type KubeProxyMessage,
  kubeProxy,
} from './component'
export { compile } from './iptables'
export { iptablesSave, ruleText } from './iptables-save'
export { defaultProxyOptions, type ProxyOptions } from './options'
