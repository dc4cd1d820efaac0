import type { Box } from './inside-node'
import type { Layout, Placed } from './picture'

/** More things than this do not glide: they are there at once. */
export const mostGliding = 160

/** Whether something that stays goes to another place. */
export function isMoved(from: Layout, to: Layout): boolean {
  // In the other lens all goes elsewhere anyway, however much is said of each Pod there.
  if (from.density !== to.density && from.lens === to.lens) return false
  if (from.narrow !== to.narrow) return false
  for (const [id, { x, y }] of to.placed) {
    const before = from.placed.get(id)
    if (before && (before.x !== x || before.y !== y)) return true
  }
  return false
}

/** A layout on its way to another: 0 at the one, 1 at the other. What is new is there at once. */
export function blend(from: Layout, to: Layout, part: number): Layout {
  const placed = new Map<string, Placed>()
  for (const [id, thing] of to.placed) {
    const before = from.placed.get(id)
    placed.set(id, before ? { ...thing, ...between(before, thing, part) } : thing)
  }
  return { ...to, placed, cluster: between(from.cluster, to.cluster, part) }
}

const between = (from: Box, to: Box, part: number): Box => ({
  x: from.x + (to.x - from.x) * part,
  y: from.y + (to.y - from.y) * part,
  width: from.width + (to.width - from.width) * part,
  height: from.height + (to.height - from.height) * part,
})
