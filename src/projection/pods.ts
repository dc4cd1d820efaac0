import type { Reader } from '../engine'
import { controllerOf, type KubeObject } from '../engine/api/object'
import type { Pod } from '../engine/resources'
import { Crew } from './crew'
import { projectionLimits } from './limits'
import { isShown, ownerOf, podId, podSummary } from './pod'
import type { PodSummary } from './summary'

type Change = NonNullable<Reader['latest']>

/** A Pod as it was last seen, and what is shown of it. */
interface Known {
  readonly pod: Pod
  readonly summary: PodSummary
}

/**
 * What is shown of every Pod, kept up with what is written: of thousands only those are looked at
 * that have changed. What cannot be told from the changes is found by looking at all, and comes to
 * the same.
 */
export class Pods {
  private known = new Map<string, Known>()
  private crews = new Map<string, Crew>()
  private readonly ownerless = new Map<string, PodSummary>()
  private seen: Change | undefined

  get size(): number {
    return this.known.size
  }
  /** By workload id: its Pods. */
  get byOwner(): ReadonlyMap<string, Crew> {
    return this.crews
  }
  /** Those that belong to no workload. */
  get bare(): Iterable<PodSummary> {
    return this.ownerless.values()
  }
  /** As many of those in which words are found as one reads: whose name begins with the first. */
  found(text: string): readonly PodSummary[] {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    const [first] = words
    if (first === undefined) return []
    const [beginning, others]: PodSummary[][] = [[], []]
    for (const { summary } of this.known.values()) {
      const list = summary.name.startsWith(first) ? beginning : others
      if (list && list.length < most && isSought(summary, words)) list.push(summary)
      if (beginning && beginning.length >= most) break
    }
    return [...(beginning ?? []), ...(others ?? [])].slice(0, most)
  }
  get(id: string): PodSummary | undefined {
    return this.known.get(id)?.summary
  }

  update(reader: Reader): void {
    const changes = this.seen && reader.since(this.seen)
    this.seen = reader.latest
    if (!changes || changes.some(isOfOwners)) this.lookAtAll(reader)
    else for (const change of changes) this.take(change, reader)
  }

  private take({ kind, type, object }: Change, reader: Reader): void {
    if (kind !== 'Pod') return
    if (type === 'DELETED') this.remove(idOf(object))
    else this.put(object as Pod, reader)
  }

  private lookAtAll(reader: Reader): void {
    const pods = reader.list('Pod')
    const there = new Set(pods.map(idOf))
    for (const id of this.known.keys()) if (!there.has(id)) this.remove(id)
    for (const pod of pods) this.put(pod, reader)
  }

  private put(pod: Pod, reader: Reader): void {
    const id = idOf(pod)
    const before = this.known.get(id)
    const owner = ownerOf(pod, reader)
    if (before?.pod === pod && before.summary.owner === owner) return
    if (!isShown(pod) || before?.summary.owner !== owner) this.remove(id)
    if (!isShown(pod)) return
    const summary = podSummary(pod, owner)
    this.known.set(id, { pod, summary })
    if (owner === undefined) this.ownerless.set(id, summary)
    else this.crewOf(owner).put(summary)
  }

  private remove(id: string): void {
    const owner = this.known.get(id)?.summary.owner
    this.known.delete(id)
    this.ownerless.delete(id)
    if (owner === undefined) return
    const crew = this.crews.get(owner)
    crew?.remove(id)
    if (crew?.size === 0) this.crews.delete(owner)
  }

  private crewOf(owner: string): Crew {
    const known = this.crews.get(owner)
    if (known) return known
    const made = new Crew()
    this.crews.set(owner, made)
    return made
  }
}

const idOf = ({ metadata: { namespace = '', name } }: KubeObject): string => podId(namespace, name)

/** Whether Pods may belong to another workload than before, though none of them has changed. */
const isOfOwners = ({ kind, object, previous }: Change): boolean =>
  kind === 'ReplicaSet' &&
  (!previous || controllerOf(previous)?.name !== controllerOf(object)?.name)

const most = projectionLimits.podsFound

function isSought(pod: PodSummary, words: readonly string[]): boolean {
  const { name, namespace, node = '', ip = '', labels } = pod
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`)
  const texts = [name, namespace, node, ip, 'pod', ...pairs.map((pair) => pair.toLowerCase())]
  return words.every((word) => texts.some((each) => each.includes(word)))
}
