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
  return after
}

/** Rows that may stay empty, so that whoever comes back, or next, moves nobody. */
const spareRows = 1

/**
 * Places in rows, no more of them than are needed but for a spare one: when one goes, nobody
 * moves. When more have gone than that, whoever stands last takes the first place that is free.
 */
export function closedUp(slots: Slots, columns: number): Slots {
  const after = [...slots]
  const taken = after.filter((id) => id !== undefined).length
  const needed = Math.ceil(taken / columns)
  while (Math.ceil(after.length / columns) - needed > spareRows) {
    const last = after.pop()
    if (last !== undefined) after[after.indexOf(undefined)] = last
  }
  return after
}

/**
 * How far from the middle a place is, in steps: 0, 1, −1, 2, −2 … so that a new one moves nobody.
 */
export const stepsFromMiddle = (slot: number): number =>
  slot % 2 === 1 ? (slot + 1) / 2 : -slot / 2

/** A length as it was, while it is not far from what it would be: so that little moves little. */
export const steady = (before: number | undefined, wanted: number, slack: number): number =>
  before !== undefined && Math.abs(before - wanted) <= slack ? before : wanted
