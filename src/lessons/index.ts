import { clinic } from './clinic/lesson'
import type { Lesson } from './lesson'
import { service } from './service/lesson'

export type { Act, ClientChange, Lesson, LessonStep, Question, Way } from './lesson'

/** Every lesson, in the order in which they are read. */
export const lessons: readonly Lesson[] = [service, clinic]
