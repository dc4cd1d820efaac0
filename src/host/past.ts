import type { Cluster } from '../engine'
import type { Instant } from '../engine/sim'
import type { Past, PastDeed } from '../scenarios/past'

/** What a cluster was opened with, and where in its run that was over. */
export interface Begun {
  readonly opened: Past['opened']
  /** How many inputs that took, and the last of them. */
  readonly inputs: number
  readonly last: unknown
  readonly at: Instant
}

/** What became of what was to be done again: the same cluster, another one, or not all of it. */
export type CameTo = 'same' | 'other' | 'stopped'

/**
 * What was done to a cluster since it was opened, as far as it has come. Undefined where somebody
 * has gone back to amid its opening: what is done there comes before the rest of that.
 */
export function pastOf(cluster: Cluster, { opened, inputs, last, at }: Begun): Past | undefined {
  if (cluster.now < at || cluster.inputs[inputs - 1] !== last) return undefined
  // Not those that lie ahead, after a seek into the past.
  const done = cluster.fork().inputs.slice(inputs)
  return {
    opened,
    inputs: done.map((each) => ({ at: each.at, steps: each.steps, input: each.input })),
    end: { at: cluster.now, steps: cluster.steps },
    digest: cluster.digest(),
  }
}

/**
 * Does again what was done to a cluster that has just been opened, by the doors that everybody
 * uses: nothing of it is trusted. What is returned takes it so many messages further, and says what
 * it came to once that is known.
 */
export function replaying(cluster: Cluster, { inputs, end, digest }: Past) {
  let index = 0
  return (most = Number.POSITIVE_INFINITY): CameTo | undefined => {
    const next = inputs[index]
    const { at, steps } = next ?? end
    const { now } = cluster
    const ran = cluster.advance(at, Math.min(most, Math.max(steps - cluster.steps, 0)))
    const isThere = cluster.now === at && cluster.steps === steps
    // A run that never comes to that place is another one.
    if (!isThere) return ran > 0 || cluster.now > now ? undefined : 'stopped'
    index++
    if (next) put(cluster, next.input)
    else return cluster.digest() === digest ? 'same' : 'other'
    return undefined
  }
}

function put(cluster: Cluster, deed: PastDeed): void {
  switch (deed.type) {
    case 'request':
    case 'connect':
      cluster.request(deed.request)
      break
    case 'session':
      cluster.send(deed.session, deed.input)
      break
    case 'send':
      cluster.request({ method: 'POST', path: '/playground/v1/send', body: { ...deed.request } })
      break
    case 'traffic':
      cluster.setTraffic(deed.clients)
      break
    case 'fault':
      cluster.setFault(deed.node, deed.fault)
      break
    case 'pod-fault':
      cluster.setPodFault(deed.pod, deed.fault)
  }
}
