/**
 * What is wrong with a node: its kubelet hangs (its containers run on, and nobody looks after
 * them), or its network is cut (nothing comes to it or from it, its kubelet's reports included).
 */
export type NodeFault = 'kubelet' | 'network'
