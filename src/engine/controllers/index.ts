import type { Environment } from '../api/traffic'
import type { Controller } from './controller'
import { deployment } from './deployment/deployment'
import { endpoints } from './endpoints'
import { endpointSlice } from './endpointslice/endpointslice'
import { endpointSliceMirroring } from './endpointslicemirroring'
import { replicaSet } from './replicaset/replicaset'

/** The control loops that run in an environment. */
export const controllersOf = (_environment: Environment): readonly Controller[] => [
  deployment,
  replicaSet,
  endpointSlice,
  endpoints,
  endpointSliceMirroring,
]
