import type { Pod } from './schema'

/** Marks the image of a static Pod in the API, and says which version of the file it shows. */
export const MIRROR = 'kubernetes.io/config.mirror'

/** Whether a Pod is the image of one that comes from a file of its node. */
export const isMirror = ({ metadata }: { readonly metadata: Partial<Pod['metadata']> }): boolean =>
  metadata.annotations?.[MIRROR] !== undefined
