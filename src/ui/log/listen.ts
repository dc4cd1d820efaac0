import type { ServiceSummary } from '../../projection/summary'
import type { Picture } from '../store'
import { called, type Fact, type Happening, second } from './happening'
import { barePodFacts, isMoving, type PodSet, podSets, podsFact } from './pods'
import { type Judged, judge, requestFacts } from './requests'
import { addressFacts, endpointFacts, nodeFacts } from './services'

/** What of the picture is listened to. */
export type Seen = Pick<Picture, 'now' | 'era' | 'scene' | 'summaries'>

/** What was heard so far. */
export interface Ear {
  readonly era: number
  readonly scene: number
  readonly facts: ReadonlyMap<string, Heard>
  readonly steps: ReadonlyMap<string, Step>
  readonly judged: ReadonlyMap<string, Judged>
}

/** What was told of a thing last, if anything, and since when something else is so. */
interface Heard {
  readonly told: Fact | undefined
  readonly sign: string
  readonly since: number
}

/** How far Pods that belong together were, and since when. */
interface Step {
  readonly progress: string
  readonly since: number
}

/** Pods that have not come closer for so long are at rest: it takes no longer to pull an image. */
const stuckAfter = 20 * second

/** What is told at once, at most. */
const most = 6

/**
 * What has happened since the last look, in few words: what only passes is not told, what belongs
 * together is told once, and what is counted, never. After the clock was turned, or with another
 * cluster, all begins anew from what is there.
 */
export function listen(
  before: Ear | undefined,
  seen: Seen,
): { readonly ear: Ear; readonly happened: readonly Happening[] } {
  const isSame = before?.era === seen.era && before.scene === seen.scene
  const ear = isSame ? before : undefined
  const sets = podSets(seen.summaries)
  const steps = stepsOf(sets, ear, seen.now)
  const judged = judge(seen.summaries, ear?.judged ?? new Map())
  const facts = factsIn(seen, { sets, steps, judged, ear })
  const known = { era: seen.era, scene: seen.scene, steps, judged }
  if (!ear) {
    const heard = facts.map((fact) => [fact.key, heardNow(fact, seen.now)] as const)
    return {
      ear: { ...known, facts: new Map(heard) },
      happened: [before?.scene === seen.scene ? { kind: 'turned' } : opened(seen)],
    }
  }
  const { heard, happened } = compare(ear.facts, facts, seen.now)
  return { ear: { ...known, facts: heard }, happened: atMost(happened) }
}

const heardNow = (fact: Fact, since: number): Heard => ({ told: fact, sign: fact.sign, since })

function opened({ summaries }: Seen): Happening {
  const all = [...summaries.values()]
  const nodes = all.filter(({ type }) => type === 'node').length
  const services = all.filter((each) => each.type === 'service' && !each.system)
  return { kind: 'opened', nodes, services: services.map((each) => called(each as ServiceSummary)) }
}

function stepsOf(
  sets: readonly PodSet[],
  ear: Ear | undefined,
  now: number,
): ReadonlyMap<string, Step> {
  return new Map(
    sets.map(({ key, progress }) => {
      const step = ear?.steps.get(key)
      return [key, step?.progress === progress ? step : { progress, since: now }]
    }),
  )
}

function factsIn(
  { now, summaries }: Seen,
  {
    sets,
    steps,
    judged,
    ear,
  }: Pick<Ear, 'steps' | 'judged'> & {
    readonly sets: readonly PodSet[]
    readonly ear: Ear | undefined
  },
): readonly Fact[] {
  const toldOf = (key: string) => ear?.facts.get(key)?.told
  const isStuck = (key: string) => now - (steps.get(key)?.since ?? now) >= stuckAfter
  const moving = new Set(
    sets.filter((set) => !isStuck(set.key) && isMoving(set, toldOf(set.key))).map(({ key }) => key),
  )
  // What was told of a Service stays until its Pods have come to rest.
  const endpoints = endpointFacts(summaries, moving).map(({ fact, waits }) =>
    waits ? (toldOf(fact.key) ?? fact) : fact,
  )
  return [
    ...requestFacts(summaries, judged),
    ...nodeFacts(summaries),
    ...sets.map((set) => podsFact(set, moving.has(set.key))),
    ...barePodFacts(summaries),
    ...endpoints,
    ...addressFacts(summaries),
  ]
}

function compare(before: Ear['facts'], facts: readonly Fact[], now: number) {
  const heard = new Map<string, Heard>()
  const happened: Happening[] = []
  for (const fact of facts) {
    const { told, sign, since } = before.get(fact.key) ?? { told: undefined, sign: '', since: now }
    const isSince = sign === fact.sign ? since : now
    const isDue = fact.sign !== told?.sign && now - isSince >= fact.patience
    const sentence = isDue ? fact.tell(told) : undefined
    heard.set(fact.key, { told: sentence ? fact : told, sign: fact.sign, since: isSince })
    if (sentence) happened.push(sentence)
  }
  for (const [key, { told }] of before) {
    if (told && !heard.has(key) && isThing(key)) happened.push({ kind: 'gone', name: told.name })
  }
  return { heard, happened }
}

/** Not what is known of a thing besides: how requests fare, which address it has. */
const isThing = (key: string): boolean => !key.includes(' ')

function atMost(happened: readonly Happening[]): readonly Happening[] {
  if (happened.length <= most) return happened
  return [...happened.slice(0, most), { kind: 'more', count: happened.length - most }]
}
