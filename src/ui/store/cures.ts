import type { LessonPlace } from '../../scenarios/scenario'
import { useShared } from './PlaygroundProvider'
import type { Playground, PlaygroundState } from './playground'

const key = 'cures-kept'
const nameOf = ({ id, step }: LessonPlace): string => `${id}/${step}`

/** Keeps back what would help in a step of a lesson, or offers it (again). */
export const keepCures = ({ actions }: Playground, place: LessonPlace, kept: boolean): void =>
  actions.setPage(key, kept ? nameOf(place) : undefined)

/** Whether what would help is kept back just now, for the reader to find. */
export const areCuresKept = ({ page, scenario: { view } }: PlaygroundState): boolean =>
  view.lesson !== undefined && page[key] === nameOf(view.lesson)

/** The same, to components. */
export const useCuresKept = (): boolean => useShared(areCuresKept)
