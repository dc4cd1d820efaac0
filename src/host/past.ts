import type { Cluster } from '../engine'
import type { Past, PastDeed } from '../scenarios/past'

/** What a cluster was opened with, and how many inputs that took. */
export interface Begun {
  readonly opened: Past['opened']
  readonly inputs: number
}

/** What became of what was to be done again: the same cluster, another one, or not all of it. */
export type CameTo = 'same' | 'other' | 'stopped'

/** What was done to a cluster since it was opened, as far as it has come. */
export function pastOf(cluster: Cluster, { opened, inputs }: Begun): Past {
  // Not those that lie ahead, after a seek into the past.
  const done = cluster.fork().inputs.slice(inputs)
  return {
    opened,
    inputs: done.map(({ at, steps, input }) => ({ at, steps, input })),
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
