import type { Pod } from '../resources'
import { type Duration, seconds } from '../sim'
import { withContainer } from './containers'
import type { KubeletMessage, PodRecord } from './memory'
import { timings } from './timings'
import type { Turn } from './turn'
import { containerOf } from './words'

const DEFAULT_GRACE = 30

/** A Pod's grace period, as its deletion says, or as it was created. */
export const graceOf = ({ metadata, spec }: Pod): Duration =>
  seconds(
    metadata.deletionGracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE,
  )

/** What a container is told to stop for, and how long it may take: else the Pod's grace period. */
export interface Stop {
  readonly message?: string
  readonly grace?: Duration
}

/**
 * Tells a container to stop: first its preStop hook, then its signal, and SIGKILL when the grace
 * period is over; the hook's time counts, but two seconds are always left (kuberuntime,
 * killContainer).
 */
export function stopContainer(
  record: PodRecord,
  place: number,
  turn: Turn,
  { message, grace = graceOf(record.pod) }: Stop = {},
): PodRecord {
  const container = record.containers[place]
  if (container?.state !== 'running' || container.stopping) return record
  const { name } = containerOf(record.pod, place)
  turn.event(record.pod, 'Killing', message ?? `Stopping container ${name}`, place)
  const pod = record.key
  const { process } = container
  const hook = Math.min(hookSpan(record.pod, place), grace)
  if (hook > 0) turn.after(hook, { type: 'stop', pod, process })
  else sendStop(record, place, turn)
  const left = Math.max(grace - hook, timings.leastGrace)
  lookAgain({ pod, process, told: turn.now, end: turn.now + hook + left }, turn)
  return withContainer(record, place, { ...container, stopping: true })
}

type Kill = Omit<Extract<KubeletMessage, { type: 'kill' }>, 'type'>

// Most programs end within moments, and then nothing should be left waiting for the end of their
// grace period: so the kubelet looks early, and again after as long as it has waited, until the end
// has come.
function lookAgain(kill: Kill, turn: Turn): void {
  const waited = Math.max(turn.now - kill.told, timings.firstLook)
  turn.after(Math.min(waited, kill.end - turn.now), { type: 'kill', ...kill })
}

/** A Pod that is being stopped is given less time than before: what is left counts from now. */
export function hasten(record: PodRecord, turn: Turn): void {
  const end = turn.now + Math.max(graceOf(record.pod), timings.leastGrace)
  for (const { process, stopping } of record.containers) {
    if (stopping) lookAgain({ pod: record.key, process, told: turn.now, end }, turn)
  }
}

/** Kills a process that was told to stop and still runs, once its grace period is over. */
export function killLate(kill: Kill, turn: Turn): void {
  const record = turn.find(kill.pod)
  if (!record || placeOf(record, kill.process) < 0) return
  if (turn.now < kill.end) lookAgain(kill, turn)
  else turn.context.runtime.signal(kill.process, 'SIGKILL')
}

/** Sends the signal by which the image wants to be stopped. */
export function sendStop({ containers }: PodRecord, place: number, turn: Turn): void {
  const container = containers[place]
  if (container?.state !== 'running') return
  const signal = container.image?.image.stopSignal ?? 'SIGTERM'
  turn.context.runtime.signal(container.process, signal)
}

// How long a hook takes: what it sleeps. Hooks that do something else are over at once.
function hookSpan(pod: Pod, place: number): Duration {
  const hook = containerOf(pod, place).lifecycle?.preStop
  if (!hook) return 0
  if (hook.sleep) return seconds(hook.sleep.seconds)
  const words = hook.exec?.command ?? []
  const script = words[1] === '-c' ? words[2] : words.join(' ')
  const slept = [...(script ?? '').matchAll(/(?:^|[\s;&/])sleep\s+(\d+(?:\.\d+)?)/g)]
  return slept.reduce((sum, [, count]) => sum + seconds(Number(count)), 0)
}

/** The place of the container that a process is. */
export const placeOf = ({ containers }: PodRecord, process: string): number =>
  containers.findIndex((container) => container.process === process)
