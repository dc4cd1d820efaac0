import { isDemanded } from '../../resources/node-terms'
import { type FilterPlugin, rejection } from '../plugin'

const OTHER = rejection("node(s) didn't match Pod's node affinity/selector", false)

/** Keeps a Pod to the nodes that its `nodeSelector` and required node affinity match. */
export const nodeAffinity: FilterPlugin = {
  name: 'NodeAffinity',
  prepare({ pod }) {
    const { nodeSelector, affinity } = pod.spec
    const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
    if (!nodeSelector && !required) return undefined
    return (node) => (isDemanded(nodeSelector, affinity?.nodeAffinity, node) ? undefined : OTHER)
  },
}
