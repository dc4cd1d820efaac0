import type { Component, ComponentContext } from '../apiserver/component'
import { type Duration, type Instant, milliseconds } from '../sim'
import { attempt } from './attempt'
import { isNothing, withChange } from './changes'
import { newMemory, type SchedulerMemory } from './memory'
import { flushed, LEFT_ALONE, nextFlush, nextLeftover, retried } from './queue'

/** What the scheduler tells itself. */
export type SchedulerMessage =
  /** So many Pods have been thought about. */
  | { readonly type: 'schedule'; readonly pods: number }
  /** A back-off is over. */
  | { readonly type: 'flush'; readonly at: Instant }
  /** Somebody has been left alone for long enough. */
  | { readonly type: 'leftover'; readonly at: Instant }

type Context = ComponentContext<SchedulerMessage>

const WATCH_LATENCY = milliseconds(1)
const A_POD_TAKES: Duration = 1_500
// One Pod at a time as long as few wait; of many, several results come out together.
const MOST_AT_ONCE = 16
const SHARE_AT_ONCE = 8

/** Gives Pods to nodes: kube-scheduler with its default profile, by whose name it is known. */
export const scheduler: Component<SchedulerMemory, SchedulerMessage> = {
  name: 'default-scheduler',
  watches: [
    { kind: 'Node' },
    { kind: 'Pod', ignores: isNothing },
    { kind: 'PersistentVolumeClaim' },
  ],
  watchLatency: WATCH_LATENCY,
  start: () => newMemory,

  changed(memory, changes, context) {
    const { now, reader } = context
    const seen = { now, reader }
    return goOn(
      changes.reduce((next, change) => withChange(next, change, seen), memory),
      context,
    )
  },

  receive(memory, message, context) {
    switch (message.type) {
      case 'schedule': {
        let next: SchedulerMemory = { ...memory, isWorking: false }
        for (let count = 0; count < message.pods; count++) next = attempt(next, context)
        return goOn(next, context)
      }
      case 'flush': {
        if (memory.flushAt !== message.at) return memory
        const queue = flushed(memory.queue, context.now)
        return goOn({ ...memory, queue, flushAt: undefined }, context)
      }
      case 'leftover': {
        if (memory.leftoverAt !== message.at) return memory
        const since = context.now - LEFT_ALONE
        const queue = retried(memory.queue, context.now, ({ tried }) => tried <= since)
        return goOn({ ...memory, queue, leftoverAt: undefined }, context)
      }
    }
  },

  idle: ({ type }) => type === 'leftover',
}

// Goes to work if anybody waits, and sets the timers for those who have to.
function goOn(memory: SchedulerMemory, context: Context): SchedulerMemory {
  return withTimers(withWork(memory, context), context)
}

function withWork(memory: SchedulerMemory, context: Context): SchedulerMemory {
  const { size } = memory.queue.active
  if (memory.isWorking || size === 0) return memory
  const pods = Math.min(MOST_AT_ONCE, Math.ceil(size / SHARE_AT_ONCE))
  context.after(pods * A_POD_TAKES, { type: 'schedule', pods })
  return { ...memory, isWorking: true }
}

function withTimers(memory: SchedulerMemory, context: Context): SchedulerMemory {
  const { queue, flushAt, leftoverAt } = memory
  let next = memory
  const flush = nextFlush(queue)
  if (flush !== undefined && (flushAt === undefined || flush < flushAt)) {
    context.after(flush - context.now, { type: 'flush', at: flush })
    next = { ...next, flushAt: flush }
  }
  const leftover = leftoverAt === undefined ? nextLeftover(queue) : undefined
  if (leftover !== undefined) {
    context.after(leftover - context.now, { type: 'leftover', at: leftover })
    next = { ...next, leftoverAt: leftover }
  }
  return next
}
