import type { Command } from '../command'
import { annotate } from './annotate'
import { attach } from './attach'
import { autoscale } from './autoscale'
import { create } from './create'
import { deleteCommand } from './delete'
import { exec } from './exec'
import { expose } from './expose'
import { label } from './label'
import { patch } from './patch'
import { reading } from './reading'
import { run } from './run'
import { scale } from './scale'
import { set } from './set'

/** Every verb, in the order of the groups of `kubectl help`. */
export const commands: readonly Command[] = [
  create,
  expose,
  run,
  set,
  deleteCommand,
  scale,
  autoscale,
  attach,
  exec,
  patch,
  label,
  annotate,
  ...reading,
]
