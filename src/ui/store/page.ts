import type { PaneLayout } from '../../scenarios/scenario'

/** A pane that is folded has this size once it is opened again. */
const unfolded = { manifest: 280, drawer: 280 }

/**
 * What a layout comes to in a window of this size, by the names under which the page keeps it: how
 * wide the manifest's pane is, how high the drawer is with its lists or a terminal in it, which of
 * its tabs is open.
 */
export function pageOf(
  { manifest, drawer, tab, projector }: PaneLayout,
  room = { width: innerWidth, height: innerHeight },
): Readonly<Record<string, unknown>> {
  const fold = (share: number, whole: number, otherwise: number) => ({
    size: Math.max(1, Math.round(((share || otherwise) * whole) / 1_000)),
    folded: share === 0,
  })
  const below = drawer === undefined ? undefined : fold(drawer, room.height, unfolded.drawer)
  return {
    ...(manifest !== undefined && { manifest: fold(manifest, room.width, unfolded.manifest) }),
    ...(below && { below, terminal: below }),
    ...(tab && { drawer: tab }),
    ...(projector && { projector }),
  }
}
