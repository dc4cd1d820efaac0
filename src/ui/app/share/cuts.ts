/** Lengths from which on something is known to cut a message or a link, or to refuse it. */
export const cuts = [2_000, 4_000, 8_000] as const

/** The highest of them that a link goes beyond. */
export const cutFor = (length: number): (typeof cuts)[number] | undefined =>
  cuts.findLast((cut) => length > cut)
