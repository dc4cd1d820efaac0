import { tolerates } from '../../api/taints'
import { type FilterPlugin, rejection } from '../plugin'

const CORDONED = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const
const UNSCHEDULABLE = rejection('node(s) were unschedulable', false)

/** Keeps Pods off cordoned nodes. */
export const nodeUnschedulable: FilterPlugin = {
  name: 'NodeUnschedulable',
  prepare({ pod }) {
    const isTolerated = pod.spec.tolerations?.some((each) => tolerates(each, CORDONED)) ?? false
    if (isTolerated) return undefined
    return ({ node }) => (node.spec.unschedulable ? UNSCHEDULABLE : undefined)
  },
}
