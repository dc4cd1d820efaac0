import type { Command } from '../command'
import { annotate } from './annotate'
import { autoscale } from './autoscale'
import { create } from './create'
import { deleteCommand } from './delete'
import { label } from './label'
import { patch } from './patch'
import { reading } from './reading'
import { scale } from './scale'
import { set } from './set'

/** Every verb, in the order of the groups of `kubectl help`. */
export const commands: readonly Command[] = [
  create,
  set,
  deleteCommand,
  scale,
  autoscale,
  patch,
  label,
  annotate,
  ...reading,
]
