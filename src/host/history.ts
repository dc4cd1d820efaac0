import type { ApiResponse } from '../engine/api/request'
import type { Cluster, DroppedFuture } from '../engine/cluster'
import type { Instant } from '../engine/sim'
import { type Begun, pastOf } from './past'
import type { Change, History, Turned } from './protocol'
import type { Scene } from './scene'

/** Where the page asks what was done to a cluster since it was opened. */
export const pastPath = '/playground/v1/past'
/** As many can be undone. */
const changesKept = 200

/** A change, and its first input. */
interface Done {
  readonly change: Change
  readonly input: number
  readonly at: Instant
}

/** What one undo took away. */
interface Undone {
  readonly done: readonly Done[]
  readonly future: DroppedFuture
  readonly from: Instant
}

/**
 * What was done to a cluster, change by change. Undoing drops the change's inputs and all that
 * came after, and leaves the clock just before it; redoing puts the very same inputs back, so that
 * the very same cluster follows. Whatever else is done in between makes another future.
 */
export class Changes {
  private done: readonly Done[] = []
  private undone: readonly Undone[] = []
  /** What the cluster was opened with, once it is open. */
  begun: Begun | undefined

  /**
   * Notes an input by its place; without a change, it belongs to none that could be undone.
   * Whatever had been ahead of it is gone.
   */
  note(input: number, at: Instant, change: Change | undefined): void {
    this.undone = []
    const before = this.done.filter((each) => each.input < input)
    const known = change && before.some((each) => each.change.id === change.id)
    const added = change && !known ? [{ change, input, at }] : []
    this.done = [...before, ...added].slice(-changesKept)
  }

  /** What was done since the cluster was opened: null if that cannot be said. */
  past(cluster: Cluster | undefined): ApiResponse | undefined {
    const { begun } = this
    return cluster && begun && { status: 200, body: pastOf(cluster, begun) ?? null }
  }

  /** Something else is done elsewhere: what was undone will not come again. */
  stay(): void {
    this.undone = []
  }

  /** What an undo and a redo would do at an instant. */
  at(now: Instant): History {
    const undo = this.done.findLast((each) => each.at <= now)?.change
    const redo = this.undone.at(-1)?.done[0]?.change
    return { ...(undo && { undo }), ...(redo && { redo }) }
  }

  /** Undoes the last change before `now`; undefined when there is none. */
  undo(scene: Scene, now: Instant): Turned | undefined {
    const place = this.done.findLastIndex((each) => each.at <= now)
    const first = this.done[place]
    const future = first && scene.drop(first.input)
    if (!future) return undefined
    const done = this.done.slice(place)
    this.undone = [...this.undone, { done, future, from: now }]
    this.done = this.done.slice(0, place)
    const changes = done.map(({ change }) => change)
    return { how: 'undone', changes, from: now, to: scene.cluster.now }
  }

  /** Takes the last undo back; the scene is then to go on to `to`, where it was undone. */
  redo(scene: Scene, now: Instant): Turned | undefined {
    const last = this.undone.at(-1)
    if (!last || !scene.recall(last.future)) return undefined
    this.undone = this.undone.slice(0, -1)
    this.done = [...this.done, ...last.done]
    const changes = last.done.map(({ change }) => change)
    return { how: 'redone', changes, from: now, to: last.from }
  }
}

const verbs = { POST: 'create', PUT: 'replace', PATCH: 'patch', DELETE: 'delete', GET: 'get' }

/** A change for a request that belongs to none: named after what it does. */
export function changeFor(
  id: number,
  { method, path }: { readonly method: keyof typeof verbs; readonly path: string },
): Change {
  const [, object = path] = /\/v\d\w*\/(?:namespaces\/[^/]+\/)?(.+)$/.exec(path) ?? []
  return { id: `request/${id}`, label: `${verbs[method]} ${object}` }
}
