import { describe, expect, it } from 'vitest'
import type { Pod } from '../resources'
import { seconds } from '../sim'
import {
  emptyQueue,
  enqueue,
  flushed,
  giveBack,
  nextFlush,
  retried,
  type SchedulingQueue,
  takeFirst,
} from './queue'

const pod = (uid: string, priority = 0): Pod =>
  ({ kind: 'Pod', metadata: { uid }, spec: { priority } }) as Pod

const queueOf = (...pods: readonly Pod[]): SchedulingQueue => pods.reduce(enqueue, emptyQueue)

/** Everyone who can be taken, in order. */
function order(queue: SchedulingQueue): readonly string[] {
  const taken = takeFirst(queue)
  return taken ? [taken.waiting.pod.metadata.uid, ...order(taken.queue)] : []
}

/** A queue with one Pod that has been tried in vain so often. */
function refused(times: number, at: number): SchedulingQueue {
  return giveBack(emptyQueue, { pod: pod('a'), attempts: times - 1, tried: 0 }, at)
}

describe('the scheduling queue', () => {
  it('is first in, first out among equals', () => {
    expect(order(queueOf(pod('b'), pod('a'), pod('c')))).toEqual(['b', 'a', 'c'])
  })

  it('takes the highest priority first', () => {
    const queue = queueOf(
      pod('low', -5),
      pod('none'),
      pod('high', 1_000),
      pod('top', 2_000_001_000),
    )
    expect(order(queue)).toEqual(['top', 'high', 'none', 'low'])
  })

  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 8],
    [5, 10],
    [20, 10],
  ])('after %i attempts tries again %i seconds after the last at the earliest', (times, wait) => {
    const start = seconds(100)
    const queue = retried(refused(times, start), start)
    expect(order(queue)).toEqual([])
    expect(nextFlush(queue)).toBe(start + seconds(wait))
    expect(order(flushed(queue, start + seconds(wait) - 1))).toEqual([])
    expect(order(flushed(queue, start + seconds(wait)))).toEqual(['a'])
  })

  it('tries again at once when the back-off was over long ago', () => {
    expect(order(retried(refused(1, 0), seconds(60)))).toEqual(['a'])
  })
})
