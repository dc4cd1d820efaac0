import type { PodRecord } from './memory'
import { stopContainer } from './stopping'
import { removeSandbox, report } from './sync'
import { drawn, timings } from './timings'
import { isSidecar, type Turn } from './turn'
import { containerOf } from './words'

/** Begins to take a Pod down whose object is being deleted: every container is told to stop. */
export function terminate(before: PodRecord, turn: Turn): void {
  if (before.stage === 'stopping' || before.stage === 'stopped') return
  let record: PodRecord = { ...before, stage: before.stage === 'up' ? 'stopping' : before.stage }
  const { pod } = record
  // Sidecars serve the others to their end: they are told last.
  for (let place = 0; place < record.containers.length; place++) {
    if (isSidecar(pod, place)) continue
    record = announced(record, place, turn)
  }
  turn.save(record)
  proceed(record, turn)
}

function announced(record: PodRecord, place: number, turn: Turn): PodRecord {
  const container = record.containers[place]
  if (container?.state !== 'running') return record
  const { name } = containerOf(record.pod, place)
  turn.event(record.pod, 'Killing', `Stopping container ${name}`, place)
  return stopContainer(record, place, turn)
}

/** Goes on with taking a Pod down: sidecars when they are alone, and the end when nothing runs. */
export function proceed(before: PodRecord, turn: Turn): void {
  let record = before
  const isMainOver = record.containers.every(
    ({ state }, place) => state !== 'running' || isSidecar(record.pod, place),
  )
  if (!isMainOver) return
  for (let place = record.containers.length - 1; place >= 0; place--) {
    record = announced(record, place, turn)
  }
  turn.save(record)
  if (record.containers.some(({ state }) => state === 'running')) return
  removeSandbox(record, turn)
  turn.save({ ...record, stage: 'stopped' })
  const delay = drawn(turn.context.random, timings.cleanup)
  turn.after(delay, { type: 'cleanup', pod: record.key, uid: record.pod.metadata.uid })
}

/** Deletes the object of a Pod of which nothing is left. */
export function cleanUp(record: PodRecord, turn: Turn): void {
  const hasRun = record.containers.some(({ exit }) => exit !== undefined)
  const { pod } = hasRun ? report(record, turn) : record
  const { namespace = '', name, uid } = pod.metadata
  const key = { namespace, name }
  turn.save({ ...record, pod })
  turn.act({ verb: 'delete', kind: 'Pod', key, uid, gracePeriodSeconds: 0 })
}

/** Drops a Pod whose object is gone; whatever of it still runs is killed. */
export function forget(record: PodRecord, turn: Turn): void {
  removeSandbox(record, turn)
  turn.forget(record.key)
}
