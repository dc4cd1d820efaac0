import { useStore } from 'zustand'
import type { LessonPlace } from '../../scenarios/scenario'
import { nameOf, type Progress, progressStore, type StepProgress } from './progress'

const nothing: StepProgress = {}

/** How far the reader has come with a step. */
export const useStepProgress = (place: LessonPlace): StepProgress =>
  useStore(progressStore, ({ steps }) => steps[nameOf(place)] ?? nothing)

/** How far the reader has come with everything. */
export const useProgress = (): Progress => useStore(progressStore, ({ steps }) => steps)
