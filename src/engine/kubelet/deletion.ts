import { type Duration, parseTimestamp, seconds } from '../sim'
import type { PodRecord } from './memory'
import { stopContainer } from './stopping'
import { report, stopSandbox } from './sync'
import { drawn, timings } from './timings'
import { isSidecar, type Turn } from './turn'

/** Begins to take a Pod down whose object is being deleted: every container is told to stop. */
export function terminate(before: PodRecord, turn: Turn): void {
  if (before.stage === 'stopping' || before.stage === 'stopped') return
  let record: PodRecord = { ...before, stage: before.stage === 'up' ? 'stopping' : before.stage }
  const { pod } = record
  // Sidecars serve the others to their end: they are told last.
  for (let place = 0; place < record.containers.length; place++) {
    if (!isSidecar(pod, place)) record = stopContainer(record, place, turn)
  }
  turn.save(record)
  proceed(record, turn)
}

/**
 * Goes on with taking a Pod down: sidecars when they are alone, the last one first, each when those
 * after it are over (pkg/kubelet/kuberuntime/kuberuntime_termination_order.go); and the end when
 * nothing runs.
 */
export function proceed(record: PodRecord, turn: Turn): void {
  const isMainOver = record.containers.every(
    ({ state }, place) => state !== 'running' || isSidecar(record.pod, place),
  )
  if (!isMainOver) return
  const last = record.containers.findLastIndex(({ state }) => state === 'running')
  if (last >= 0) {
    turn.save(stopContainer(record, last, turn, { grace: graceLeft(record, turn) }))
    return
  }
  stopSandbox(record, turn)
  turn.save(told({ ...record, stage: 'stopped' }, turn))
  const delay = drawn(turn.context.random, timings.cleanup)
  turn.after(delay, { type: 'cleanup', pod: record.key, uid: record.pod.metadata.uid })
}

// The time that passes until a sidecar's turn counts.
function graceLeft({ pod }: PodRecord, { now, context }: Turn): Duration {
  const end = parseTimestamp(pod.metadata.deletionTimestamp ?? '') ?? 0
  return Math.max(0, seconds(end - context.epoch) - now)
}

// How a Pod has ended is told once, unless it never ran at all.
function told(record: PodRecord, turn: Turn): PodRecord {
  const { phase } = record.pod.status
  const isTold = phase === 'Succeeded' || phase === 'Failed'
  const hasRun = record.containers.some(({ exit }) => exit !== undefined)
  return isTold || !hasRun ? record : report(record, turn)
}

/** Deletes the object of a Pod of which nothing is left. */
export function cleanUp(before: PodRecord, turn: Turn): void {
  // A report that came too late is made again.
  const record = told(before, turn)
  const { namespace = '', name, uid } = record.pod.metadata
  const key = { namespace, name }
  turn.save(record)
  turn.act({ verb: 'delete', kind: 'Pod', key, uid, gracePeriodSeconds: 0 })
}

/** Drops a Pod whose object is gone; whatever of it still runs is killed. */
export function forget(record: PodRecord, turn: Turn): void {
  stopSandbox(record, turn)
  if (record.ip !== '') turn.context.runtime.removePod(record.key)
  turn.forget(record.key)
}
