import { type ConfigMap, configMap } from './configmap'
import { type ControllerRevision, controllerRevision } from './controllerrevision'
import { type CronJob, cronJob } from './cronjob'
import { type DaemonSet, daemonSet } from './daemonset'
import { type Deployment, deployment } from './deployment'
import { componentStatus, ipAddress, serviceCIDR } from './derived'
import { type Endpoints, endpoints } from './endpoints'
import { type EndpointSlice, endpointSlice } from './endpointslice'
import { type Event, event } from './event'
import { type HorizontalPodAutoscaler, horizontalPodAutoscaler } from './horizontalpodautoscaler'
import { type Ingress, ingress } from './ingress'
import { type IngressClass, ingressClass } from './ingressclass'
import { type Job, job } from './job'
import { type Lease, lease } from './lease'
import { type LimitRange, limitRange } from './limitrange'
import { type Namespace, namespace } from './namespace'
import { type NetworkPolicy, networkPolicy } from './networkpolicy'
import { type Node, node } from './node'
import { type PersistentVolume, persistentVolume } from './persistentvolume'
import { type PersistentVolumeClaim, persistentVolumeClaim } from './persistentvolumeclaim'
import { type Pod, pod } from './pod'
import { type PodDisruptionBudget, podDisruptionBudget } from './poddisruptionbudget'
import { type PriorityClass, priorityClass } from './priorityclass'
import { kept } from './rare/kept'
import { refused } from './rare/refused'
import {
  type ClusterRole,
  type ClusterRoleBinding,
  clusterRole,
  clusterRoleBinding,
  type Role,
  type RoleBinding,
  role,
  roleBinding,
} from './rbac'
import { type ReplicaSet, replicaSet } from './replicaset'
import { type ReplicationController, replicationController } from './replicationcontroller'
import type { Resource } from './resource'
import { type ResourceQuota, resourceQuota } from './resourcequota'
import { type Secret, secret } from './secret'
import { type Service, service } from './service'
import { type ServiceAccount, serviceAccount } from './serviceaccount'
import { type StatefulSet, statefulSet } from './statefulset'
import { type StorageClass, storageClass } from './storageclass'

const byKind = {
  ...kept,
  ...refused,
  ComponentStatus: componentStatus,
  ConfigMap: configMap,
  Endpoints: endpoints,
  Event: event,
  LimitRange: limitRange,
  Namespace: namespace,
  Node: node,
  PersistentVolumeClaim: persistentVolumeClaim,
  PersistentVolume: persistentVolume,
  Pod: pod,
  ReplicationController: replicationController,
  ResourceQuota: resourceQuota,
  Secret: secret,
  ServiceAccount: serviceAccount,
  Service: service,
  ControllerRevision: controllerRevision,
  DaemonSet: daemonSet,
  Deployment: deployment,
  ReplicaSet: replicaSet,
  StatefulSet: statefulSet,
  HorizontalPodAutoscaler: horizontalPodAutoscaler,
  CronJob: cronJob,
  Job: job,
  Lease: lease,
  EndpointSlice: endpointSlice,
  IngressClass: ingressClass,
  Ingress: ingress,
  IPAddress: ipAddress,
  NetworkPolicy: networkPolicy,
  ServiceCIDR: serviceCIDR,
  PodDisruptionBudget: podDisruptionBudget,
  ClusterRoleBinding: clusterRoleBinding,
  ClusterRole: clusterRole,
  RoleBinding: roleBinding,
  Role: role,
  PriorityClass: priorityClass,
  StorageClass: storageClass,
} as const

const pathOf = ({ group, plural }: Resource): string => `${group}/${plural}`

/** The name of a kind. */
export type Kind = keyof typeof byKind

/** An object of a kind. */
export type ObjectOf<K extends Kind> = (typeof byKind)[K] extends Resource<infer Of> ? Of : never

/** Every kind, in the order in which discovery lists them. */
export const resources: readonly Resource[] = (
  Object.values(byKind) as readonly Resource[]
).toSorted((left, right) => (pathOf(left) < pathOf(right) ? -1 : 1))

/** The resource of a kind. */
export function resourceOf<K extends Kind>(kind: K): Resource<ObjectOf<K>> {
  return byKind[kind] as Resource as Resource<ObjectOf<K>>
}

/** The resource that a path such as `/apis/apps/v1/…/deployments` names. */
export const resourceByPlural = (group: string, plural: string): Resource | undefined =>
  resources.find((resource) => resource.group === group && resource.plural === plural)

export type {
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  ControllerRevision,
  CronJob,
  DaemonSet,
  Deployment,
  EndpointSlice,
  Endpoints,
  Event,
  HorizontalPodAutoscaler,
  Ingress,
  IngressClass,
  Job,
  Lease,
  LimitRange,
  Namespace,
  NetworkPolicy,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  PriorityClass,
  ReplicaSet,
  ReplicationController,
  ResourceQuota,
  Role,
  RoleBinding,
  Secret,
  Service,
  ServiceAccount,
  StatefulSet,
  StorageClass,
}
