import type { ScorePlugin } from '../plugin'
import { balancedAllocation } from './balanced-allocation'
import { imageLocality } from './image-locality'
import { interPodAffinity } from './inter-pod-affinity'
import { leastAllocated } from './least-allocated'
import { nodeAffinity } from './node-affinity'
import { podTopologySpread } from './pod-topology-spread'
import { taintToleration } from './taint-toleration'

/** The scores; each node's are weighed and summed. */
export const scores: readonly ScorePlugin[] = [
  taintToleration,
  nodeAffinity,
  podTopologySpread,
  interPodAffinity,
  leastAllocated,
  balancedAllocation,
  imageLocality,
]
