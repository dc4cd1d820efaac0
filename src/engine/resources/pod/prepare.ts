import { replaced } from '../sharing'
import { defaultPodSpec } from './default'
import { qosOf } from './qos'
import type { Pod } from './schema'
import type { PodStatus } from './status'

const pending: Readonly<Record<PodStatus['qosClass'], PodStatus>> = {
  Guaranteed: { phase: 'Pending', qosClass: 'Guaranteed' },
  Burstable: { phase: 'Pending', qosClass: 'Burstable' },
  BestEffort: { phase: 'Pending', qosClass: 'BestEffort' },
}

/** A new Pod is Pending, whatever it says; the status of an old one is its kubelet's to write. */
export function preparePod(pod: Pod, previous: Pod | undefined): Pod {
  if (previous) return replaced(pod, { status: previous.status })
  const spec = defaultPodSpec(pod.spec)
  return { ...pod, spec, status: pending[qosOf(spec)] }
}
