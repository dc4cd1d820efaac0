import type { Frame } from '../projection/frame'

/**
 * The picture of the first scenario, once it has settled, as the worker's own first whole frame
 * will have it: the build lets the engine make it (`first-frame-made.ts`) and puts it here, so that
 * a first visit sees the cluster before the engine has come. Elsewhere there is none.
 */
export const firstFrame: Frame | undefined = undefined
