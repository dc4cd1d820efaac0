import type { RuleWords } from './packet-tracer'
import { Tracer, type Wanted } from './tracer'
import type { World } from './world'

/** Follows one request from now on; the tracer tells of it while time passes. */
export function follow(world: World, wanted: Wanted, words: RuleWords): Tracer {
  const tracer = new Tracer(words, wanted)
  world.tracer = tracer
  return tracer
}
