import { tolerates } from '../../api/taints'
import { type FilterPlugin, rejection } from '../plugin'

const TAINTED = rejection('node(s) had untolerated taint(s)', false)

/** Keeps Pods off nodes whose taints they do not tolerate. */
export const taintToleration: FilterPlugin = {
  name: 'TaintToleration',
  prepare({ pod }) {
    const tolerations = pod.spec.tolerations ?? []
    return ({ taints }) => {
      for (const taint of taints) {
        if (taint.effect === 'PreferNoSchedule') continue
        if (!tolerations.some((each) => tolerates(each, taint))) return TAINTED
      }
      return undefined
    }
  },
}
