import type { Reader } from '../apiserver/reader'
import type { Ruleset } from '../network/rules'
import { type SortedMap, sortedMap } from '../sim'
import { type BlockAt, proxyNode, serviceKey } from './blocks'
import { NOWHERE, type ProxyNode } from './endpoints'
import type { ProxyOptions } from './options'

/** Where rules are compiled: for which node, and with what configuration. */
export interface ProxyPlace {
  readonly node: string
  readonly options: ProxyOptions
}

/** The rules of a node, and the parts they are put together from: to change them part by part. */
export interface Compilation {
  readonly ruleset: Ruleset
  /**
   * The rules after some Services, by `namespace/name`, have changed, with all that belongs to
   * them.
   */
  again(changed: Iterable<string>, reader: Reader, place: ProxyPlace): Compilation
}

/** What one Service needs on a node, in one of kube-proxy's modes. */
export interface Block {
  readonly endpoints: number
}

/** What a Service needed before, and from now on; undefined when there is no such Service. */
export interface BlockChange<Needs> {
  readonly key: string
  readonly before: Needs | undefined
  readonly after: Needs | undefined
}

/** How one of kube-proxy's modes puts together what Services need. */
export interface Mode<Needs extends Block, Parts> {
  readonly blockAt: BlockAt<Needs>
  /** What is there while no Service is. */
  beginning(options: ProxyOptions): Parts
  change(parts: Parts, changes: readonly BlockChange<Needs>[], options: ProxyOptions): Parts
  /** What is written on a node. Most of it is the same on all. */
  ruleset(parts: Parts, node: ProxyNode, options: ProxyOptions): Ruleset
}

/** Compiles the rules of a node from scratch. */
export type CompileAll = (reader: Reader, place: ProxyPlace) => Compilation

/** Above this many endpoints in all, rules of single endpoints go without comments. */
const LARGE_CLUSTER = 1_000

/** The compiler of one of kube-proxy's modes. */
export function compilerOf<Needs extends Block, Parts>(mode: Mode<Needs, Parts>): CompileAll {
  const steps = new Steps(mode)
  return (reader, place) => {
    const beginning = steps.beginning(place.options)
    const all = reader.list('Service').map(serviceKey)
    return new Written(steps, place.options, beginning).again(all, reader, place)
  }
}

/** All that nodes share which have the same Services behind the same endpoints. */
interface Core<Needs, Parts> {
  /** Stands for it without keeping it. */
  readonly token: object
  readonly blocks: SortedMap<Needs>
  readonly endpoints: number
  readonly parts: Parts
}

class Written<Needs extends Block, Parts> implements Compilation {
  private known: Ruleset | undefined
  private node: ProxyNode | undefined

  constructor(
    private readonly steps: Steps<Needs, Parts>,
    private readonly options: ProxyOptions,
    private readonly core: Core<Needs, Parts>,
  ) {}

  get ruleset(): Ruleset {
    const node = this.node ?? NOWHERE
    this.known ??= this.steps.mode.ruleset(this.core.parts, node, this.options)
    return this.known
  }

  again(changed: Iterable<string>, reader: Reader, place: ProxyPlace): Compilation {
    const node = proxyNode(reader, place.node)
    const { options } = place
    const step = (from: Core<Needs, Parts>, keys: Iterable<string>, isLarge: boolean) => {
      const changes = Array.from(keys, (key) => {
        const after = this.steps.mode.blockAt(reader, key, { node, options, isLarge })
        return { key, before: from.blocks.get(key), after }
      })
      return this.steps.next(from, changes, options)
    }
    const isLarge = this.core.endpoints > LARGE_CLUSTER
    let core = step(this.core, changed, isLarge)
    if (core.endpoints > LARGE_CLUSTER !== isLarge) {
      const keys = Array.from(core.blocks.entries(), ([key]) => key)
      core = step(core, keys, !isLarge)
    }
    const next = new Written(this.steps, options, core)
    next.node = node
    return next
  }
}

interface Step<Needs, Parts> {
  readonly from: object
  readonly changes: readonly BlockChange<Needs>[]
  readonly to: Core<Needs, Parts>
}

// Many nodes go through the same changes at the same time: each finds what the first has made.
const MOST_STEPS = 16

/** What becomes of what nodes share when Services change. */
class Steps<Needs extends Block, Parts> {
  private readonly beginnings = new WeakMap<ProxyOptions, Core<Needs, Parts>>()
  private readonly latest: Step<Needs, Parts>[] = []

  constructor(readonly mode: Mode<Needs, Parts>) {}

  beginning(options: ProxyOptions): Core<Needs, Parts> {
    const known = this.beginnings.get(options)
    if (known) return known
    const parts = this.mode.beginning(options)
    const core = { token: {}, blocks: sortedMap<Needs>(), endpoints: 0, parts }
    this.beginnings.set(options, core)
    return core
  }

  next(
    from: Core<Needs, Parts>,
    all: readonly BlockChange<Needs>[],
    options: ProxyOptions,
  ): Core<Needs, Parts> {
    const changes = all.filter(({ before, after }) => before !== after)
    if (changes.length === 0) return from
    const found = this.latest.find((step) => step.from === from.token && isSame(step, changes))
    if (found) return found.to
    const to = this.make(from, changes, options)
    this.latest.unshift({ from: from.token, changes, to })
    this.latest.length = Math.min(this.latest.length, MOST_STEPS)
    return to
  }

  private make(
    from: Core<Needs, Parts>,
    changes: readonly BlockChange<Needs>[],
    options: ProxyOptions,
  ): Core<Needs, Parts> {
    let { blocks, endpoints } = from
    for (const { key, before, after } of changes) {
      blocks = after ? blocks.set(key, after) : blocks.delete(key)
      endpoints += (after?.endpoints ?? 0) - (before?.endpoints ?? 0)
    }
    return { token: {}, blocks, endpoints, parts: this.mode.change(from.parts, changes, options) }
  }
}

function isSame<Needs>(
  step: { readonly changes: readonly BlockChange<Needs>[] },
  changes: readonly BlockChange<Needs>[],
): boolean {
  if (step.changes.length !== changes.length) return false
  return step.changes.every(
    ({ key, after }, index) => key === changes[index]?.key && after === changes[index]?.after,
  )
}
