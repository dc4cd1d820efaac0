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
import { rollout } from './rollout'
import { run } from './run'
import { scale } from './scale'
import { set } from './set'

/** Verbs that change something, or speak with a container. */
export const changing: readonly Command[] = [
  create,
  expose,
  run,
  set,
  deleteCommand,
  rollout,
  scale,
  autoscale,
  attach,
  exec,
  patch,
  label,
  annotate,
]
