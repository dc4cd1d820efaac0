import type { Lesson } from '../lesson'
import { basics } from './steps/basics'
import { fromOutside } from './steps/from-outside'
import { inside } from './steps/inside'
import { practiceSteps } from './steps/practice'

/** Service: discovery and load balancing. */
export const service: Lesson = {
  id: 'service',
  kind: 'walk',
  steps: [...basics, ...fromOutside, ...inside, ...practiceSteps],
}
