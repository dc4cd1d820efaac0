import type { FilterPlugin } from '../plugin'
import { interPodAffinity } from './inter-pod-affinity'
import { nodeAffinity } from './node-affinity'
import { nodeName } from './node-name'
import { nodePorts } from './node-ports'
import { nodeResourcesFit } from './node-resources-fit'
import { nodeUnschedulable } from './node-unschedulable'
import { podTopologySpread } from './pod-topology-spread'
import { taintToleration } from './taint-toleration'
import { volumeBinding } from './volume-binding'

/**
 * The filters in the order in which a node has to pass them: the first that objects is the one
 * told.
 */
export const filters: readonly FilterPlugin[] = [
  volumeBinding,
  nodeUnschedulable,
  nodeName,
  taintToleration,
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
  podTopologySpread,
  interPodAffinity,
]
