import type { Lesson } from '../lesson'
import { basics } from './steps/basics'
import { inside } from './steps/inside'
import { practiceSteps } from './steps/practice'
import { types } from './steps/types'

/** Service: discovery and load balancing. */
export const service: Lesson = {
  id: 'service',
  kind: 'walk',
  steps: [...basics, ...types, ...inside, ...practiceSteps],
}
