import type { Lesson } from '../lesson'
import { basics } from './steps/basics'

/** Service: discovery and load balancing. */
export const service: Lesson = { id: 'service', kind: 'walk', steps: [...basics] }
