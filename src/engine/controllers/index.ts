import type { Environment } from '../api/traffic'
import type { Controller } from './controller'
import { cronJobs } from './cronjob/cronjob'
import { daemonSet } from './daemonset/daemonset'
import { deployment } from './deployment/deployment'
import { disruption } from './disruption'
import { endpoints } from './endpoints/endpoints'
import { endpointSlice } from './endpointslice/endpointslice'
import { endpointSliceMirroring } from './endpointslicemirroring'
import { garbageCollector } from './garbage-collector'
import { jobs, ttlAfterFinished } from './job/job'
import { namespace } from './namespace'
import { rootCA, serviceAccount } from './namespace-defaults'
import { nodeLifecycle } from './node-lifecycle/node'
import { podGarbage } from './node-lifecycle/pod-garbage'
import { taintEviction } from './node-lifecycle/taint-eviction'
import { claimProtection, persistentVolumes, provisioners } from './persistent-volumes'
import { podAutoscaler } from './pod-autoscaler'
import { replicaSet, replicationController } from './replicaset/replicaset'
import { resourceQuotas } from './resource-quota'
import { serviceBalancers } from './service-lb'
import { statefulSet } from './statefulset/statefulset'

/** The control loops that run in an environment. */
export const controllersOf = (environment: Environment): readonly Controller[] => [
  namespace,
  rootCA,
  serviceAccount,
  deployment,
  replicaSet,
  replicationController,
  endpointSlice,
  endpoints,
  endpointSliceMirroring,
  garbageCollector,
  nodeLifecycle,
  taintEviction,
  podGarbage,
  statefulSet,
  daemonSet,
  jobs,
  ttlAfterFinished,
  cronJobs,
  podAutoscaler,
  disruption,
  persistentVolumes,
  claimProtection,
  resourceQuotas,
  ...serviceBalancers[environment],
  ...provisioners[environment],
]
