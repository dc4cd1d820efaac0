import type { Environment } from '../api/traffic'
import type { Controller } from './controller'
import { replicaSet } from './replicaset/replicaset'

/** The control loops that run in an environment. */
export const controllersOf = (_environment: Environment): readonly Controller[] => [replicaSet]
