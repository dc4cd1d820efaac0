import type { JsonObject } from '../json'
import { describeBinding, describeRole } from './access'
import {
  describeIngressClass,
  describePriorityClass,
  describeStorageClass,
  describeVolume,
} from './classes'
import { describeEndpointSlice, describeEndpoints } from './endpoints'
import type { Context } from './events'
import { describeGeneric } from './generic'
import { describeCronJob, describeJob } from './job'
import { describeIngress, describeNetworkPolicy } from './network'
import { describeNode } from './node'
import { describePod } from './pod'
import { describeService } from './service'
import {
  describeAutoscaler,
  describeBudget,
  describeConfigMap,
  describeNamespace,
  describeQuota,
  describeSecret,
  describeServiceAccount,
} from './simple'
import { describeClaim, describeLimitRange } from './storage'
import {
  describeDaemonSet,
  describeDeployment,
  describeReplicaSet,
  describeStatefulSet,
} from './workloads'

type Describer = (object: JsonObject, context: Context) => Promise<string>

/** How the kinds are described that have a way of their own. */
const describers: Readonly<Record<string, Describer>> = {
  ClusterRole: describeRole,
  ClusterRoleBinding: describeBinding,
  ConfigMap: describeConfigMap,
  CronJob: describeCronJob,
  DaemonSet: describeDaemonSet,
  Deployment: describeDeployment,
  EndpointSlice: describeEndpointSlice,
  Endpoints: describeEndpoints,
  HorizontalPodAutoscaler: describeAutoscaler,
  Ingress: describeIngress,
  IngressClass: describeIngressClass,
  Job: describeJob,
  LimitRange: describeLimitRange,
  Namespace: describeNamespace,
  NetworkPolicy: describeNetworkPolicy,
  Node: describeNode,
  PersistentVolume: describeVolume,
  PersistentVolumeClaim: describeClaim,
  Pod: describePod,
  PodDisruptionBudget: describeBudget,
  PriorityClass: describePriorityClass,
  ReplicaSet: describeReplicaSet,
  ReplicationController: describeReplicaSet,
  ResourceQuota: describeQuota,
  Role: describeRole,
  RoleBinding: describeBinding,
  Secret: describeSecret,
  Service: describeService,
  ServiceAccount: describeServiceAccount,
  StatefulSet: describeStatefulSet,
  StorageClass: describeStorageClass,
}

/** The description of an object, as text. */
export function describeObject(object: JsonObject, context: Context): Promise<string> {
  const kind = String(object['kind'] ?? '')
  const known = Object.hasOwn(describers, kind) ? describers[kind] : undefined
  return (known ?? describeGeneric)(object, context)
}
