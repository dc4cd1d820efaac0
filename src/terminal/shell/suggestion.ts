/** The name that is nearest to a mistyped one, when one is near. */
export function suggestion(name: string, names: readonly string[]): string | undefined {
  const most = name.length < 4 ? 1 : 2
  let best: string | undefined
  let least = most + 1
  for (const each of names) {
    const distance = distanceOf(name, each, least)
    if (distance < least && distance < each.length) {
      best = each
      least = distance
    }
  }
  return best
}

/** Letters to insert, drop, replace or swap with a neighbour (Damerau's distance). */
function distanceOf(left: string, right: string, enough: number): number {
  if (Math.abs(left.length - right.length) >= enough) return enough
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= left.length; i++) {
    const row = [i]
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1]
      const above = rows[i - 1] ?? []
      let cost = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + Number(!same),
      )
      const swapped = left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      if (i > 1 && j > 1 && swapped) cost = Math.min(cost, (rows[i - 2]?.[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    rows.push(row)
  }
  return rows[left.length]?.[right.length] ?? enough
}
