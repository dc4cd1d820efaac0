import { keyOf, keyText } from '../api/object'
import { updateStatus } from '../apiserver/action'
import type { ComponentContext } from '../apiserver/component'
import type { Pod } from '../resources'
import type { PodCondition } from '../resources/pod/status'
import { timestamp } from '../sim'
import { decide } from './decide'
import { unschedulableText } from './failure'
import { place, type SchedulerMemory } from './memory'
import type { Cycle } from './plugin'
import { giveBack, takeFirst, type Waiting } from './queue'
import { requestOf } from './resources'
import { askedTerms, type Counted, type Tallies, tallied, tallyKey } from './tally'

type Context = Pick<ComponentContext<never>, 'now' | 'epoch' | 'reader' | 'random' | 'act'>

/** Finds a node for the Pod whose turn it is, and binds it there; or tells why there is none. */
export function attempt(memory: SchedulerMemory, context: Context): SchedulerMemory {
  const taken = takeFirst(memory.queue)
  if (!taken) return memory
  const { waiting, queue } = taken
  const { cycle, tallies } = cycleFor(waiting.pod, memory, context)
  const decision = decide(cycle, memory.cursor, context.random)
  const next = { ...memory, queue, tallies: tallies(), cursor: decision.cursor }
  if ('node' in decision) return bind(next, waiting, decision.node, context)
  const message = unschedulableText(cycle.nodes.length, decision.rejections)
  report(waiting.pod, message, context)
  return { ...next, queue: giveBack(queue, waiting, context.now) }
}

// Tallies are begun when somebody first asks for them, and kept up to date from then on.
function cycleFor(
  pod: Pod,
  memory: SchedulerMemory,
  { reader }: Context,
): { readonly cycle: Cycle; readonly tallies: () => Tallies } {
  let { tallies } = memory
  const cycle: Cycle = {
    pod,
    request: requestOf(pod),
    nodes: memory.nodes.values(),
    reader,
    tally(counted: Counted) {
      const key = tallyKey(counted)
      const known = tallies.get(key)
      if (known) return known
      const tally = tallied(counted, memory.placed.values())
      tallies = tallies.set(key, tally)
      return tally
    },
    asked: () => askedTerms(tallies),
  }
  return { cycle, tallies: () => tallies }
}

function bind(
  memory: SchedulerMemory,
  waiting: Waiting,
  node: string,
  context: Context,
): SchedulerMemory {
  const { pod } = waiting
  const outcome = context.act({ verb: 'bind', pod: keyOf(pod), node })
  if (outcome.refused) {
    // A Pod that is gone, or has a node by now, is about to be seen as such.
    const isLost = outcome.refused.code === 404 || outcome.refused.code === 409
    return isLost ? memory : { ...memory, queue: giveBack(memory.queue, waiting, context.now) }
  }
  context.act({
    verb: 'record',
    about: pod,
    type: 'Normal',
    reason: 'Scheduled',
    message: ['Successfully assigned', keyText(keyOf(pod)), 'to', node].join(' '),
  })
  return place(memory, pod, node, context.reader)
}

function report(pod: Pod, message: string, context: Context): void {
  context.act({
    verb: 'record',
    about: pod,
    type: 'Warning',
    reason: 'FailedScheduling',
    message,
  })
  const conditions = pod.status.conditions ?? []
  const before = conditions.find(({ type }) => type === 'PodScheduled')
  if (before?.status === 'False' && before.message === message) return
  // The API shows `lastProbeTime: null`; nothing sets it.
  const condition = {
    type: 'PodScheduled',
    observedGeneration: pod.metadata.generation ?? 1,
    status: 'False',
    lastProbeTime: null,
    reason: 'Unschedulable',
    message,
    lastTransitionTime:
      before?.status === 'False' && before.lastTransitionTime !== undefined
        ? before.lastTransitionTime
        : timestamp(context.epoch, context.now),
  } as object as PodCondition
  const others = conditions.filter((each) => each !== before)
  context.act(
    updateStatus({
      ...pod,
      status: { ...pod.status, conditions: [...others, condition] },
    } as Pod),
  )
}
