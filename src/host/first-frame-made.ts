import type { Frame } from '../projection/frame'
import { first } from '../scenarios/presets'
import { Opening, opened } from './opening'
import { Scene } from './scene'

const opening = new Opening(first.scenario('en'))
const scene = new Scene(opening.cluster)
await opened(opening)

/** What the engine makes of the first scenario: the frame that a first visit begins with. */
export const firstFrame: Frame = scene.frame({ running: true, speed: 1, reached: 1 })
