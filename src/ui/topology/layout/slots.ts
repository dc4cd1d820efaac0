/** Who has which place; a place that was left stays free until somebody takes it. */
export type Slots = readonly (string | undefined)[]

/** Gives each a place: those who had one keep it, the others take the first that is free. */
export function assignSlots(before: Slots, ids: readonly string[]): Slots {
  const here = new Set(ids)
  const after = before.map((id) => (id !== undefined && here.has(id) ? id : undefined))
  const placed = new Set(after)
  for (const id of ids) {
    if (placed.has(id)) continue
    const free = after.indexOf(undefined)
    if (free < 0) after.push(id)
    else after[free] = id
  }
  while (after.length > 0 && after.at(-1) === undefined) after.pop()
  return after
}

/**
 * Places in rows, closed up: nobody stands beside an empty place, and there are no more rows than
 * are needed. Whoever stands last moves; in a single column one free place waits for whoever comes
 * next.
 */
export function closedUp(slots: Slots, columns: number): Slots {
  const after = [...slots]
  for (;;) {
    const hole = after.indexOf(undefined)
    if (hole < 0) return after
    const rowEnd = hole - (hole % columns) + columns
    const beside = after.findLastIndex((id, at) => at > hole && at < rowEnd && id !== undefined)
    const taken = after.filter((id) => id !== undefined).length
    const spared = Math.ceil(after.length / columns) - Math.ceil(taken / columns)
    if (beside < 0 && spared < (columns > 1 ? 1 : 2)) return after
    const last = after.length - 1
    after[hole] = after[last]
    after.pop()
    while (after.length > 0 && after.at(-1) === undefined) after.pop()
  }
}

/**
 * How far from the middle a place is, in steps: 0, 1, −1, 2, −2 … so that a new one moves nobody.
 */
export const stepsFromMiddle = (slot: number): number =>
  slot % 2 === 1 ? (slot + 1) / 2 : -slot / 2
