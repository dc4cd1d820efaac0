/** Something that has happened, as one sentence tells it. */
export type Happening =
  /** Another cluster is shown. */
  | { readonly kind: 'opened'; readonly nodes: number; readonly services: readonly string[] }
  /** The clock was turned. */
  | { readonly kind: 'turned' }
  /** Pods begin to change. */
  | ({ readonly kind: 'pods-move'; readonly why: 'rollout' | 'scale' | 'pods' } & PodsTold)
  /** They have come to rest. */
  | ({ readonly kind: 'pods-rest'; readonly after: 'rollout' | 'pods' } & PodsTold)
  /** A Pod that nobody looks after. */
  | { readonly kind: 'pod'; readonly name: string; readonly is: PodWord; readonly status: string }
  /** The endpoints of a Service; `before` is absent when it is new. */
  | {
      readonly kind: 'endpoints'
      readonly name: string
      readonly before: number | undefined
      readonly ready: number
      readonly all: number
    }
  /** A balancer's address; empty while it waits for one. */
  | { readonly kind: 'address'; readonly name: string; readonly address: string }
  | { readonly kind: 'node'; readonly name: string; readonly ready: boolean }
  | ({ readonly kind: 'requests'; readonly name: string; readonly url: string } & Fate)
  | { readonly kind: 'gone'; readonly name: string }
  /** More than is told one by one. */
  | { readonly kind: 'more'; readonly count: number }

/** Pods that belong together. */
export interface PodsTold {
  readonly name: string
  readonly ready: number
  readonly wanted: number
  /** Why some are not ready: what `kubectl get pods` says of one. */
  readonly trouble: string | undefined
}

/** What is said of one Pod. */
export type PodWord = 'ready' | 'running' | 'creating' | 'terminating' | 'failing' | 'completed'

/** How the requests of a client fare: all well, some or all failing, and how. */
export interface Fate {
  readonly fails: 'none' | 'some' | 'all'
  readonly outcome: string
}

/** What is to be said of a thing once it has been so for a while. */
export interface Fact {
  /** What it is of; the same from look to look. */
  readonly key: string
  readonly name: string
  /** What is told of facts of one sign is the same. */
  readonly sign: string
  /** How long it must have been so: simulated microseconds. */
  readonly patience: number
  /** A number that the next fact may want to tell, too. */
  readonly count?: number
  /** The sentence; none when it goes without saying. */
  tell(before: Fact | undefined): Happening | undefined
}

/** One second of the cluster's time. */
export const second = 1_000_000

/** How something of a namespace is called: `web`, `shop/web`. */
export const called = ({ namespace, name }: { namespace: string; name: string }): string =>
  namespace === 'default' ? name : `${namespace}/${name}`
