export { kubelet } from './kubelet'
export type { KubeletContext, KubeletMemory, KubeletMessage } from './memory'
