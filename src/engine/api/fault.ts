/**
 * What is wrong with a node: its kubelet hangs (its containers run on, and nobody looks after
 * them), or its network is cut (nothing comes to it or from it, its kubelet's reports included).
 */
export type NodeFault = 'kubelet' | 'network'

/** What is wrong with the app of a Pod: any of it, or all at once. */
export interface PodFault {
  /**
   * Its processes hang, as those that were sent SIGSTOP: the kernel takes connections and keeps
   * what comes, and nobody answers until they go on. A container that is started again is well.
   */
  readonly isHung?: boolean
  /** Whatever comes to it waits so long before it is looked at. */
  readonly slowMillis?: number
  /** It says 503 to its readiness probe; a command that is its probe fails. */
  readonly isUnready?: boolean
}
