import { updateStatus } from '../apiserver/action'
import { limits } from '../limits'
import type { Pod } from '../resources'
import { type Duration, seconds } from '../sim'
import { adopt } from './adoption'
import { newContainer } from './containers'
import { terminate } from './deletion'
import type { PodRecord } from './memory'
import { rejectedStatus, withStatus } from './status'
import { report } from './sync'
import { drawn, timings } from './timings'
import type { Turn } from './turn'
import { ephemeralFrom } from './words'

/** Takes a Pod that was bound to the node into its care, or refuses it. */
export function admit(key: string, pod: Pod, turn: Turn): void {
  const { phase } = pod.status
  if (phase === 'Succeeded' || phase === 'Failed') return
  const record = newRecord(key, pod, turn)
  if (pod.metadata.deletionTimestamp !== undefined) {
    terminate(record, turn)
    return
  }
  if (adopt(record, turn)) return
  if (isFull(turn)) {
    refuse(record, turn)
    return
  }
  const told = report(record, turn)
  const delay = queueForSandbox(turn) + drawn(turn.context.random, timings.sandbox)
  turn.after(delay, { type: 'sync', pod: key, retry: false })
  turn.save({ ...told, wake: turn.now + delay })
  const { activeDeadlineSeconds } = pod.spec
  if (activeDeadlineSeconds !== undefined) {
    const deadline = { type: 'deadline', pod: key, uid: pod.metadata.uid } as const
    turn.after(seconds(activeDeadlineSeconds), deadline)
  }
}

// How long until the node gets round to one more sandbox.
function queueForSandbox(turn: Turn): Duration {
  const { sideBySide, each } = timings.sandboxes
  const done = Math.max(turn.now, turn.memory.sandboxesDone) + each
  turn.change({ sandboxesDone: done })
  return Math.max(0, done - turn.now - sideBySide * each)
}

function newRecord(key: string, pod: Pod, turn: Turn): PodRecord {
  const { ephemeralContainers = [] } = pod.spec
  return {
    key,
    pod,
    stage: 'admitted',
    admitted: turn.now,
    ip: '',
    containers: Array.from(
      { length: ephemeralFrom(pod) + ephemeralContainers.length },
      () => newContainer,
    ),
    wake: 0,
  }
}

// The scheduler counts as well, and places a Pod as soon as it hears of one that has ended; so one
// whose containers are gone does not count here either (pkg/kubelet, filterOutInactivePods).
function isFull({ memory }: Turn): boolean {
  if (memory.pods.size < limits.podsPerNode) return false
  let active = 0
  for (const [, { stage }] of memory.pods.entries()) {
    if (stage !== 'finished' && stage !== 'stopped') active++
  }
  return active >= limits.podsPerNode
}

function refuse(record: PodRecord, turn: Turn): void {
  const most = limits.podsPerNode
  const counts = `requested: 1, used: ${most}, capacity: ${most}`
  const reason = 'OutOfpods'
  const message = `Pod was rejected: Node didn't have enough resource: pods, ${counts}`
  const refused: PodRecord = { ...record, stage: 'finished', failure: { reason, message } }
  turn.warning(record.pod, reason, message.replace('Pod was rejected: ', ''))
  const { pod } = record
  const outcome = turn.act(updateStatus(withStatus(pod, rejectedStatus(refused, turn))))
  const written = outcome.refused ? undefined : (outcome.object as Pod | undefined)
  turn.save(written ? { ...refused, pod: written } : refused)
}
