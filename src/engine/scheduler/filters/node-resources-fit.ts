import type { NodeInfo } from '../node-info'
import type { FilterPlugin, Rejection } from '../plugin'
import type { Amounts } from '../resources'

/** Keeps Pods off nodes that have too little left of what they ask for. */
export const nodeResourcesFit: FilterPlugin = {
  name: 'NodeResourcesFit',
  prepare({ request }) {
    const { amounts } = request
    return (node) => (fits(node, amounts) ? undefined : shortage(node, amounts))
  },
}

function fits({ used, allocatable }: NodeInfo, amounts: Amounts): boolean {
  if (used.pods + 1 > (allocatable['pods'] ?? 0)) return false
  for (const name in amounts) {
    if ((amounts[name] ?? 0) > free(name, used.amounts, allocatable)) return false
  }
  return true
}

const free = (name: string, used: Amounts, allocatable: Amounts): number =>
  (allocatable[name] ?? 0) - (used[name] ?? 0)

// Asking for more than the whole node has is hopeless, whichever Pods were to go.
function shortage({ used, allocatable }: NodeInfo, amounts: Amounts): Rejection {
  const reasons: string[] = []
  let preemptible = true
  if (used.pods + 1 > (allocatable['pods'] ?? 0)) reasons.push('Too many pods')
  for (const name of ['cpu', 'memory', ...Object.keys(amounts).filter(isOther)]) {
    const wanted = amounts[name] ?? 0
    if (wanted <= free(name, used.amounts, allocatable)) continue
    reasons.push(`Insufficient ${name}`)
    if (wanted > (allocatable[name] ?? 0)) preemptible = false
  }
  return { reasons, preemptible }
}

const isOther = (name: string): boolean => name !== 'cpu' && name !== 'memory'
