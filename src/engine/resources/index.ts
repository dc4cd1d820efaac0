import { type ConfigMap, configMap } from './configmap'
import { type ControllerRevision, controllerRevision } from './controllerrevision'
import { type CronJob, cronJob } from './cronjob'
import { type DaemonSet, daemonSet } from './daemonset'
import { type Deployment, deployment } from './deployment'
import { type Endpoints, endpoints } from './endpoints'
import { type EndpointSlice, endpointSlice } from './endpointslice'
import { type Event, event } from './event'
import { type Job, job } from './job'
import { type Lease, lease } from './lease'
import { type Namespace, namespace } from './namespace'
import { type Node, node } from './node'
import { type PersistentVolumeClaim, persistentVolumeClaim } from './persistentvolumeclaim'
import { type Pod, pod } from './pod'
import { type ReplicaSet, replicaSet } from './replicaset'
import type { Resource } from './resource'
import { type Secret, secret } from './secret'
import { type Service, service } from './service'
import { type ServiceAccount, serviceAccount } from './serviceaccount'
import { type StatefulSet, statefulSet } from './statefulset'

/** Every kind, in the order in which discovery lists them. */
const byKind = {
  ConfigMap: configMap,
  Endpoints: endpoints,
  Event: event,
  Namespace: namespace,
  Node: node,
  PersistentVolumeClaim: persistentVolumeClaim,
  Pod: pod,
  Secret: secret,
  ServiceAccount: serviceAccount,
  Service: service,
  ControllerRevision: controllerRevision,
  DaemonSet: daemonSet,
  Deployment: deployment,
  ReplicaSet: replicaSet,
  StatefulSet: statefulSet,
  CronJob: cronJob,
  Job: job,
  Lease: lease,
  EndpointSlice: endpointSlice,
} as const

/** The name of a kind. */
export type Kind = keyof typeof byKind

/** An object of a kind. */
export type ObjectOf<K extends Kind> = (typeof byKind)[K] extends Resource<infer Of> ? Of : never

/** Every kind, in the order in which discovery lists them. */
export const resources: readonly Resource[] = Object.values(byKind)

/** The resource of a kind. */
export function resourceOf<K extends Kind>(kind: K): Resource<ObjectOf<K>> {
  return byKind[kind] as Resource as Resource<ObjectOf<K>>
}

/** The resource that a path such as `/apis/apps/v1/…/deployments` names. */
export const resourceByPlural = (group: string, plural: string): Resource | undefined =>
  resources.find((resource) => resource.group === group && resource.plural === plural)

export type {
  ConfigMap,
  ControllerRevision,
  CronJob,
  DaemonSet,
  Deployment,
  EndpointSlice,
  Endpoints,
  Event,
  Job,
  Lease,
  Namespace,
  Node,
  PersistentVolumeClaim,
  Pod,
  ReplicaSet,
  Secret,
  Service,
  ServiceAccount,
  StatefulSet,
}
