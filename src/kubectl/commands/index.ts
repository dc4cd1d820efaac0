import type { Command } from '../command'

/** Every verb, in the order of the groups of `kubectl help`. */
export const commands: readonly Command[] = []
