import type { Component } from '../apiserver/component'
import { milliseconds, seconds } from '../sim'
import { type Due, removeExpired } from './expiry'

/** For how long kube-apiserver gives all that it writes the same lease. */
const LOOK_EVERY = seconds(60)
/** As many go at once; etcd, too, takes its time over many. */
const BATCH = 200
const BETWEEN_BATCHES = milliseconds(10)

/**
 * What etcd does by itself: an Event is written with a lease of an hour and goes with it, unless it
 * was written again. Here the oldest go sooner where there are very many. It remembers those that
 * it has found and not yet removed.
 */
export const etcd: Component<Due | undefined, 'look'> = {
  name: 'etcd',
  watches: [],
  watchLatency: 0,
  start(context) {
    context.after(LOOK_EVERY, 'look')
    return undefined
  },
  changed: (memory) => memory,
  receive(found, _message, context) {
    const left = removeExpired(found, context, BATCH)
    context.after(left.length > 0 ? BETWEEN_BATCHES : LOOK_EVERY, 'look')
    return left.length > 0 ? left : undefined
  },
  idle: () => true,
}
