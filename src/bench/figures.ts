import { applying, get, watch } from './api'
import { bundle } from './bundle'
import type { Figure } from './figure'
import { heap } from './heap'
import { ready } from './ready'
import { recompile } from './recompile'
import { requests } from './requests'
import { services } from './services'
import { checkpoint, seek } from './time-travel'
import { trace } from './trace'

/** Every figure of the engine, in the order in which they are printed. */
export const figures: readonly Figure[] = [
  ready,
  services,
  requests,
  trace,
  recompile,
  heap,
  checkpoint,
  seek,
  get,
  applying,
  watch,
  bundle,
]
