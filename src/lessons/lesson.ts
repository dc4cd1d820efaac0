import type { NodeFault, PodFault } from '../engine/api/fault'
import type { Goal } from '../engine/api/goal'
import type { Traffic } from '../engine/api/traffic'
import type { Scenario } from '../scenarios/scenario'

/**
 * Stories over clusters, told in steps. Plain data: what a link or a file brings is read into the
 * same, and nothing of it is ever executed. The words stand beside it, a file a language.
 */
export interface Lesson {
  readonly id: string
  /** A walk is read from step to step; each step of a clinic is an incident of its own. */
  readonly kind: 'walk' | 'clinic'
  readonly steps: readonly LessonStep[]
}

/** A step of a lesson; its words stand under the heading that ends with `{#id}`. */
export interface LessonStep {
  readonly id: string
  /** The cluster that it begins with: any step can be opened by itself. */
  readonly start: Start
  /** What is to be predicted before anything is done. */
  readonly question?: Question
  /** What breaks it, where that is part of the step; done after what the question asks about. */
  readonly breaks?: Way
  /** What must hold in the end; all of it, and not before. A step without goals is read. */
  readonly goals?: readonly Goal[]
  /** Ways that reach the goals: two that differ, if there are goals. The first one is shown. */
  readonly ways?: readonly Way[]
  /** What somebody may well try, and what does not do. */
  readonly wrong?: Way
}

/**
 * How a cluster begins; what is not said is as in the first scenario. The manifest's comments
 * have both languages: `# English | 中文`.
 */
export type Start = Pick<Scenario, 'manifest'> &
  Partial<Pick<Scenario, 'environment' | 'mode' | 'nodes' | 'traffic' | 'view'>>

/** Answers are the list under the heading `{#predict}`, in its order. */
export interface Question {
  /** The one that comes true, counted from 1. */
  readonly right: number
  /** What is done to see it. */
  readonly deeds: Way
  /** What holds then if an answer is right, answer by answer: it does for that one alone. */
  readonly proofs: readonly (readonly Goal[])[]
}

/** What somebody does, one after the other. */
export type Way = readonly Act[]

/** What of a client can be set. */
export type ClientChange = Partial<
  Pick<Traffic, 'url' | 'from' | 'ratePerSecond' | 'keepAlive' | 'timeoutSeconds' | 'concurrency'>
>

/** One thing that somebody does. */
export type Act =
  /** In the terminal, to its end. */
  | { readonly line: string }
  /** In the pane: these words give way to others, where they first stand, and all is applied. */
  | { readonly replace: string; readonly by: string }
  /** Under *Traffic*. */
  | { readonly client: string; readonly set: ClientChange }
  /** From a node's menu; without a fault it is mended. */
  | { readonly node: string; readonly fault?: NodeFault }
  /** From a Pod's menu; `namespace/name`. */
  | { readonly pod: string; readonly fault: PodFault }
  /** Waits. */
  | { readonly seconds: number }
