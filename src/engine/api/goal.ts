import type { RequestOutcome, TrafficSource } from './traffic'

/**
 * What must hold of a cluster for somebody to have reached something, told by what its traffic
 * does: however that has come about. Plain data, so that lessons from anywhere may have goals.
 */
export interface Goal {
  /** Whose requests count. */
  readonly by: Asker
  /** How many requests are looked at, 1 to 200; 60 when absent. */
  readonly count?: number
  /** What becomes of a request that is as it should be; `ok` when absent. */
  readonly outcome?: RequestOutcome
  /** How many of a hundred must be as they should be; 100 when absent. */
  readonly percent?: number
  /** Labels that whoever answers must have. */
  readonly answeredBy?: Readonly<Record<string, string>>
  /** How many Pods must answer, at least. */
  readonly pods?: number
  /** Whether every ready Pod that has the labels of `answeredBy` must answer. */
  readonly all?: boolean
  /** What is done first, in a future that nobody else sees: what was reached must outlast it. */
  readonly after?: readonly Deed[]
  /** Whether it counts from then on what becomes of requests, or only once things are at rest. */
  readonly atOnce?: boolean
}

/** One of the clients that there are, as it is set; or one that begins to ask for this alone. */
export type Asker =
  | { readonly traffic: string }
  | {
      readonly from: TrafficSource
      readonly url: string
      /** Whether all go over one connection; otherwise each opens its own. */
      readonly keepAlive?: boolean
    }

/** Something that is done to a cluster to see whether it bears it. */
export type Deed =
  | {
      readonly type: 'scale'
      readonly deployment: string
      readonly replicas: number
      /** `default` when absent. */
      readonly namespace?: string
    }
  /** Deletes a Pod that has these labels: the first by name. */
  | {
      readonly type: 'delete-pod'
      readonly labels: Readonly<Record<string, string>>
      /** `default` when absent. */
      readonly namespace?: string
    }

/** How a goal was judged, and what was seen. */
export interface Verdict {
  readonly isReached: boolean
  /** How many requests were sent. */
  readonly sent: number
  /** How they ended. */
  readonly outcomes: { readonly [Outcome in RequestOutcome]?: number }
  /** Who answered how many, by place: `pod/default/web-…`. */
  readonly servers: Readonly<Record<string, number>>
  /** What the goal lacks, the first that was found. */
  readonly lacks?: Lack
}

/** What a goal may lack. */
export type Lack =
  | { readonly code: 'no-client'; readonly client: string }
  | { readonly code: 'nothing-to-do-it-to'; readonly deed: Deed }
  | { readonly code: 'outcome'; readonly outcome: RequestOutcome | 'none'; readonly count: number }
  | { readonly code: 'stranger'; readonly server: string }
  | { readonly code: 'few-pods'; readonly pods: number }
  | { readonly code: 'silent-pod'; readonly pod: string }
