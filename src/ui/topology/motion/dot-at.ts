import { along } from '../ways/curve'
import { type Scene, underWay } from './draw-frame'
import { isDrawn, sampling } from './schedule'

/** The request whose dot is nearest to a place on screen, no farther than `reach` from it. */
export function dotAt(
  scene: Scene,
  { x, y, reach }: { readonly x: number; readonly y: number; readonly reach: number },
): number | undefined {
  const { view, tracks } = scene
  const moving = underWay(scene)
  const every = sampling(moving.length, tracks.room)
  let found: number | undefined
  let least = reach * reach
  for (const { record, moment } of moving) {
    const track = isDrawn(record.id, every) ? tracks.of(moment.trip, record) : undefined
    if (!track) continue
    const spot = along(track, moment.part)
    const away = (spot.x * view.zoom + view.x - x) ** 2 + (spot.y * view.zoom + view.y - y) ** 2
    if (away > least) continue
    least = away
    found = record.id
  }
  return found
}
