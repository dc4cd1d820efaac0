import type { Command } from '../command'
import { create } from './create'
import { deleteCommand } from './delete'

/** Every verb, in the order of the groups of `kubectl help`. */
export const commands: readonly Command[] = [create, deleteCommand]
