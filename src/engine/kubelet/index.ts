export { kubelet } from './kubelet'
export type { KubeletMemory, Mounted, Probes } from './memory'
export { isAccounts, mountedFor, shownTo } from './mounts'
