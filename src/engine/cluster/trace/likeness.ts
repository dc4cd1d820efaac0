/** How many letters have to be put in, taken out or changed to come from one text to another. */
export function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (const [at, wanted] of [...other].entries()) {
      const [aside = 0, before = 0, above = 0] = [row[at], next[at], row[at + 1]]
      next.push(Math.min(aside + (letter === wanted ? 0 : 1), before + 1, above + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** Whether one text may have been meant for the other. */
export const isLike = (one: string, other: string): boolean =>
  distance(one, other) <= (other.length < 3 ? 1 : Math.max(2, Math.floor(other.length / 3)))
