import type { Picture } from '../../store'

/** Which instant is on screen: between two frames, time goes on by the wall clock. */
export interface ShownClock {
  /** The instant to show at a wall-clock time in milliseconds. */
  shown(picture: Picture, wallMillis: number): number
}

/** No frame for so long, and the clock waits: the cluster may have stopped. */
const patienceMillis = 250

/** A clock that never runs backwards but when a frame says so by a new era, or by being far off. */
export function createShownClock(): ShownClock {
  let last: { readonly picture: Picture; readonly wall: number } | undefined
  let shown = 0
  return {
    shown(picture, wall) {
      if (!last || last.picture.now !== picture.now || last.picture.era !== picture.era) {
        const jumped = last?.picture.era !== picture.era || picture.now < last.picture.now
        if (jumped) shown = picture.now
        last = { picture, wall }
      }
      if (!picture.running) {
        shown = picture.now
        return shown
      }
      const passed = Math.min(wall - last.wall, patienceMillis) * 1_000 * picture.reached
      shown = Math.max(shown, picture.now + Math.max(0, passed))
      return shown
    },
  }
}
