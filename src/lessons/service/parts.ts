import type { Asker, Goal } from '../../engine/api/goal'
import type { Traffic, TrafficSource } from '../../engine/api/traffic'
import { first } from '../../scenarios/presets'

/** The lesson's first cluster: three Pods of `web`, the Service `web-svc`, `api` and `client`. */
export const firstManifest = first.scenario('en').manifest

/** The address of `web-svc` in it. */
export const ADDRESS = '10.100.74.237'

/** The labels of the Pods that are meant to answer. */
export const web = { app: 'web' }

/** Where requests begin. */
export const client: TrafficSource = { type: 'pod', namespace: 'default', name: 'client' }
export const outside: TrafficSource = { type: 'outside' }
export const node = (name: string): TrafficSource => ({ type: 'node', name })

/** Somebody who begins to ask for a URL. */
export const asks = (from: TrafficSource, url: string): Asker => ({ from, url })

/** How requests fare that are sent for this alone. */
export const fares = (by: Asker, goal: Omit<Goal, 'by' | 'count'> = {}): Goal => ({
  ...{ by, count: 30 },
  ...goal,
})

/** A client that waits to be let go. */
export const idle = { ratePerSecond: 0 } as const

/** Lets a client go. */
export const go = (name: string) => ({ client: name, set: { ratePerSecond: 4 } }) as const

/** A client that begins anywhere. */
export const traffic = (
  name: string,
  from: TrafficSource,
  url: string,
  changed: Partial<Traffic> = {},
): Traffic => ({
  ...{ name, from, url, ratePerSecond: 4, concurrency: 10, keepAlive: false, timeoutSeconds: 2 },
  ...changed,
})
