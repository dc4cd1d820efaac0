import { createStore } from 'zustand/vanilla'
import type { LessonPlace } from '../../scenarios/scenario'

/** How far somebody has come with a step. */
export interface StepProgress {
  /** The answer that was chosen, counted from 1. */
  readonly answer?: number
  /** The answer that came true in the reader's own cluster. */
  readonly cameTrue?: number
  /** The goals were reached, or the end of what is to be read. */
  readonly isDone?: boolean
  /** How many hints were opened. */
  readonly hints?: number
  /** The solution was looked at. */
  readonly isTold?: boolean
}

/** How far somebody has come, by `LESSON/STEP`. */
export type Progress = Readonly<Record<string, StepProgress>>

const key = 'service-playground.lessons'
const most = 500

/** A place as progress knows it. */
export const nameOf = ({ id, step }: LessonPlace): string => `${id}/${step}`

/** The reader's progress on this machine, in every playground of the page. */
export const progressStore = createStore<{ readonly steps: Progress }>(() => ({ steps: kept() }))

progressStore.subscribe(({ steps }) => {
  try {
    localStorage.setItem(key, progressText(steps))
  } catch {
    return // full, or forbidden: it is known until the page is closed
  }
})

function kept(): Progress {
  try {
    return readProgress(localStorage.getItem(key) ?? '') ?? {}
  } catch {
    return {}
  }
}

/** The step whose goals were seen not to hold, in which of the clusters that were opened. */
export const brokenStore = createStore<{ readonly name: string | undefined }>(() => ({
  name: undefined,
}))

/** A step as it was opened once. */
export const openedName = (place: LessonPlace, opened: number): string =>
  `${nameOf(place)} ${opened}`

/** Adds what is known of a step. */
export function note(place: LessonPlace, more: StepProgress): void {
  const name = nameOf(place)
  progressStore.setState(({ steps }) => ({
    steps: { ...steps, [name]: { ...steps[name], ...more } },
  }))
}

/** Forgets all of a step, or of everything. */
export function forget(place?: LessonPlace): void {
  progressStore.setState(({ steps }) => {
    const others = Object.entries(steps).filter(([name]) => place && name !== nameOf(place))
    return { steps: Object.fromEntries(others) }
  })
}

/** Puts back what was exported. */
export const restore = (steps: Progress): void => progressStore.setState({ steps })

/** Progress as a file has it. */
export const progressText = (steps: Progress): string =>
  `${JSON.stringify({ format: 1, steps }, undefined, 2)}\n`

/** Reads such a file; undefined when it is none. What is not known in it is left behind. */
export function readProgress(text: string): Progress | undefined {
  const json = jsonOf(text)
  const steps = isFields(json) && json['format'] === 1 ? json['steps'] : undefined
  if (!isFields(steps)) return undefined
  const names = Object.keys(steps).filter((name) => /^[a-z0-9-]{1,40}\/[a-z0-9-]{1,40}$/.test(name))
  return Object.fromEntries(names.slice(0, most).map((name) => [name, stepOf(steps[name])]))
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function stepOf(value: unknown): StepProgress {
  const fields = isFields(value) ? value : {}
  const count = (name: 'answer' | 'cameTrue' | 'hints') => {
    const given = fields[name]
    return typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= 20
      ? { [name]: given }
      : {}
  }
  const flag = (name: 'isDone' | 'isTold') => (fields[name] === true ? { [name]: true } : {})
  return {
    ...count('answer'),
    ...count('cameTrue'),
    ...count('hints'),
    ...flag('isDone'),
    ...flag('isTold'),
  }
}
