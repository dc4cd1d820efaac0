import type { Command } from '../command'
import { annotate } from './annotate'
import { apply } from './apply'
import { attach } from './attach'
import { autoscale } from './autoscale'
import { cordon, uncordon } from './cordon'
import { cp } from './cp'
import { create } from './create'
import { debug } from './debug'
import { deleteCommand } from './delete'
import { diff } from './diff'
import { drain } from './drain'
import { edit } from './edit'
import { exec } from './exec'
import { expose } from './expose'
import { label } from './label'
import { patch } from './patch'
import { portForward } from './port-forward'
import { proxy } from './proxy'
import { replace } from './replace'
import { rollout } from './rollout'
import { run } from './run'
import { scale } from './scale'
import { set } from './set'
import { taint } from './taint'
import { certificate, kustomize } from './unsupported'

/** Verbs that change something, or speak with a container. */
export const changing: readonly Command[] = [
  create,
  expose,
  run,
  set,
  edit,
  deleteCommand,
  rollout,
  scale,
  autoscale,
  cordon,
  uncordon,
  drain,
  taint,
  attach,
  exec,
  portForward,
  proxy,
  cp,
  certificate,
  debug,
  kustomize,
  diff,
  apply,
  patch,
  replace,
  label,
  annotate,
]
