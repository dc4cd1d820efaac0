export { kubelet } from './kubelet'
export type { KubeletMemory, Mounted } from './memory'
export { isAccounts, mountedFor, shownTo } from './mounts'
