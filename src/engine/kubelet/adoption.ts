import { runningContainer, withContainer } from './containers'
import type { PodRecord, ProbeFinding } from './memory'
import { presentImage } from './pulls'
import { makeSandbox, report } from './sync'
import type { Turn } from './turn'
import { containerOf } from './words'

/**
 * Takes a Pod into its care that ran before its kubelet did, as static Pods and kube-proxy do on a
 * node that `kubeadm` has set up: it goes on, and nobody is told that it has begun. False for any
 * other Pod.
 */
export function adopt(record: PodRecord, turn: Turn): boolean {
  const { name, namespace = '' } = record.pod.metadata
  const pod = turn.context.reader.get('Pod', namespace, name)
  if (pod?.status.phase !== 'Running') return false
  const made = makeSandbox({ ...record, pod }, turn)
  if (!made) return false
  let running = made
  for (let place = 0; place < running.containers.length; place++) {
    running = goingOn(running, place, turn)
  }
  turn.save(report(running, turn))
  return true
}

function goingOn(record: PodRecord, place: number, turn: Turn): PodRecord {
  const spec = containerOf(record.pod, place)
  const image = presentImage(spec.image ?? '', turn)
  const running = image && runningContainer(record, place, image, turn)
  if (!running) return record
  // What it was asked then it has answered well.
  const probes = {
    ...(spec.startupProbe && { startup: PASSED }),
    ...(spec.readinessProbe && { readiness: PASSED }),
    ...(spec.livenessProbe && { liveness: PASSED }),
  }
  return withContainer(record, place, { ...running, probes })
}

const PASSED: ProbeFinding = { result: true, latest: true, run: 1, isSettled: true }
