import type { KubeObject } from '../api/object'
import type { Action, Draft, Outcome } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import { readerOf } from '../apiserver/reader'
import { priorityClasses } from '../cluster/bootstrap/accounts'
import { defaultOptions } from '../cluster/options'
import type { Kind, ObjectOf, Pod } from '../resources'
import { type Duration, type Instant, seconds, timestamp } from '../sim'
import { type Stage, stageOf } from '../testing/control-plane'

/** The API server and a few of its clients, without nodes that do anything. */
export interface Scene {
  readonly now: Instant
  readonly reader: Reader
  act(action: Action): Outcome
  /** Creates objects as a manifest has them; throws what the API server refuses. */
  create(...objects: readonly object[]): void
  /** Replaces an object by what becomes of it. */
  change<K extends Kind>(kind: K, name: string, change: (object: ObjectOf<K>) => object): void
  changeStatus<K extends Kind>(kind: K, name: string, change: (object: ObjectOf<K>) => object): void
  remove(kind: Kind, name: string): void
  /** Lets time pass. */
  pass(span: Duration): void
  get<K extends Kind>(kind: K, name: string, namespace?: string): ObjectOf<K>
  list<K extends Kind>(kind: K, namespace?: string): readonly ObjectOf<K>[]
  /** What has been told of an object: `Normal ScalingReplicaSet Scaled up …`, in order. */
  events(name: string): readonly string[]
  /** Does a kubelet's work: gives Pods an address and makes them Ready. */
  start(pods?: readonly Pod[]): void
}

const options = { ...defaultOptions, epoch: 1_767_225_600 }
const NAMESPACES = ['default', 'kube-system', 'kube-node-lease']

/** Sets the stage: a few namespaces, and the components that act in it. */
export function scene(...components: readonly object[]): Scene {
  const namespaces = NAMESPACES.map((name) => manifest({ kind: 'Namespace', metadata: { name } }))
  const first = [...namespaces, ...priorityClasses()]
  return sceneOn(stageOf(components, first, options))
}

const API_VERSIONS: Readonly<Record<string, string>> = {
  CronJob: 'batch/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  Job: 'batch/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Lease: 'coordination.k8s.io/v1',
}

const manifest = (object: object): Draft =>
  ({ apiVersion: API_VERSIONS[(object as KubeObject).kind] ?? 'v1', ...object }) as Draft

function sceneOn({ plane, simulation }: Stage): Scene {
  const reader = (): Reader => readerOf(simulation.state.store)
  const namespaceOf = (kind: Kind): string =>
    kind === 'Node' || kind === 'Namespace' ? '' : 'default'
  const self: Scene = {
    get now() {
      return simulation.now
    },
    get reader() {
      return reader()
    },
    act: (action) =>
      simulation.apply((state, clock) =>
        plane.act(action, { component: 'test' }, { state, clock }),
      ),
    create(...objects) {
      for (const object of objects) must(self.act({ verb: 'create', object: manifest(object) }))
    },
    change(kind, name, change) {
      const object = change(self.get(kind, name)) as KubeObject
      must(self.act({ verb: 'update', object }))
    },
    changeStatus(kind, name, change) {
      const object = change(self.get(kind, name)) as KubeObject
      must(self.act({ verb: 'updateStatus', object }))
    },
    remove(kind, name) {
      must(self.act({ verb: 'delete', kind, key: { namespace: namespaceOf(kind), name } }))
    },
    pass(span) {
      simulation.advance(simulation.now + span)
    },
    get(kind, name, namespace = namespaceOf(kind)) {
      const found = reader().get(kind, namespace, name)
      if (!found) throw new Error(`no ${kind} ${name}`)
      return found
    },
    list: (kind, namespace) => reader().list(kind, namespace),
    events: (name) =>
      reader()
        .list('Event')
        .filter(({ involvedObject }) => involvedObject.name === name)
        .toSorted(
          (left, right) =>
            left.metadata.resourceVersion.length - right.metadata.resourceVersion.length ||
            (left.metadata.resourceVersion < right.metadata.resourceVersion ? -1 : 1),
        )
        .map(({ type, reason, message }) => `${type} ${reason} ${message}`),
    start(pods = reader().list('Pod')) {
      for (const pod of pods) {
        if (pod.metadata.deletionTimestamp) continue
        must(self.act({ verb: 'updateStatus', object: started(pod, self.now, reader()) }))
      }
    },
  }
  return self
}

function must(outcome: Outcome): void {
  if (outcome.refused) throw new Error(outcome.refused.message)
}

function started(pod: Pod, now: Instant, reader: Reader): Pod {
  const index = reader.list('Pod').findIndex(({ metadata }) => metadata.uid === pod.metadata.uid)
  const podIP = pod.status.podIP ?? `10.244.${index >> 8}.${index & 255}`
  const at = timestamp(options.epoch, now)
  const conditions = (pod.status.conditions ?? []).filter(({ type }) => type !== 'Ready')
  return {
    ...pod,
    status: {
      ...pod.status,
      phase: 'Running',
      podIP,
      podIPs: [{ ip: podIP }],
      conditions: [...conditions, { type: 'Ready', status: 'True', lastTransitionTime: at }],
    },
  } as Pod
}

/** Long enough for everything that is not waiting for a clock. */
export const aWhile = seconds(1)

/** A Deployment of `nginx` Pods labelled `app: <name>`. */
export const deploymentNamed = (name: string, spec: object = {}, image = 'nginx:1.27') => ({
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'web', image }] },
    },
    ...spec,
  },
})

/** A Service of port 80 for Pods labelled `app: <name>`, which listen on 8080. */
export const serviceNamed = (name: string, spec: object = {}, labels: object = {}) => ({
  kind: 'Service',
  metadata: { name, labels },
  spec: {
    selector: { app: name },
    ports: [{ port: 80, targetPort: 8080 }],
    ...spec,
  },
})

/** A Pod of one container. */
export const podNamed = (name: string, labels: object = {}, spec: object = {}) => ({
  kind: 'Pod',
  metadata: { name, labels },
  spec: { containers: [{ name: 'web', image: 'nginx:1.27' }], ...spec },
})
