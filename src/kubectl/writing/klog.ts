import type { World } from '../world'

/** A warning as kubectl's log writes it: `W1123 08:13:27.508295       1 helpers.go:703] …`. */
export function klogLine(world: World, place: string, text: string): string {
  const time = new Date(world.now()).toISOString()
  const day = time.slice(5, 10).replace('-', '')
  return `W${day} ${time.slice(11, 23)}000       1 ${place}] ${text}\n`
}
