import type { ComponentContext } from '../apiserver/component'
import type { Image } from '../images/image'
import type { ConfigMap, Lease, Pod, Secret, Service } from '../resources'
import type { ContainerRuntime, ResolverConfig, RuntimeEvent } from '../runtime/runtime'
import type { Duration, Instant, SortedMap } from '../sim'
import type { AddressPool } from './addresses'

/** What a kubelet can do: what any component can, and use its node's container runtime. */
export type KubeletContext = ComponentContext<KubeletMessage> & {
  readonly runtime: ContainerRuntime
}

/** What a kubelet hears, from its runtime and from itself. */
export type KubeletMessage =
  | RuntimeEvent
  /** The node joins the cluster. */
  | { readonly type: 'register' }
  | { readonly type: 'heartbeat' }
  /** The Pod lifecycle event generator looks at what has changed. */
  | { readonly type: 'relist' }
  /** A Pod's next step is due; `retry` when it repeats one that failed. */
  | { readonly type: 'sync'; readonly pod: string; readonly retry: boolean }
  /** The pull at the head of the queue has ended. */
  | { readonly type: 'pulled' }
  /** A hook before a container's end is over: now it gets SIGTERM. */
  | { readonly type: 'stop'; readonly process: string; readonly pod: string }
  /** A look at a process that was told to stop: once its grace period is over it is killed. */
  | {
      readonly type: 'kill'
      readonly process: string
      readonly pod: string
      readonly told: Instant
      readonly end: Instant
    }
  /** A Pod that has ended is to be deleted. */
  | { readonly type: 'cleanup'; readonly pod: string; readonly uid: string }
  | { readonly type: 'deadline'; readonly pod: string; readonly uid: string }
  /** What a Pod's volumes show is to be renewed. */
  | { readonly type: 'remount'; readonly pod: string; readonly uid: string }
  | ({ readonly type: 'probe' } & ProbeId)

/** Names one probe of one run of a container. */
export interface ProbeId {
  readonly pod: string
  readonly container: number
  readonly kind: ProbeKind
  readonly process: string
  /** Whether the probe has not had a result yet. */
  readonly first: boolean
}

/** What a probe is for. */
export type ProbeKind = 'startup' | 'readiness' | 'liveness'

/** Everything a kubelet keeps. */
export interface KubeletMemory {
  readonly node: string
  /** The node's own address. */
  readonly address: string
  readonly hostIPs: NonNullable<Pod['status']['hostIPs']>
  /** By `namespace/name`. */
  readonly pods: SortedMap<PodRecord>
  readonly addresses: AddressPool | undefined
  /** The first half of the node's IPv6 addresses for Pods; absent on a cluster of one family. */
  readonly secondPrefix?: string
  /** When the node will have worked off the sandboxes that it has been asked for. */
  readonly sandboxesDone: Instant
  /** The images on the node, by the text that Pods name them with. */
  readonly images: SortedMap<NodeImage>
  /** Pulls in turn; the first is under way. */
  readonly pulls: readonly Pull[]
  readonly links: ServiceLinks
  readonly resolvers: SortedMap<ResolverConfig>
  /** Pods whose containers have changed since the last look. */
  readonly dirty: readonly string[]
  /** When the next look is due; 0 when there is nothing to look at. */
  readonly relistAt: Instant
  /** Where within a second this node looks. */
  readonly phase: Duration
  readonly lease: Lease | undefined
  /** When the Node's status was last posted, and how many images it listed. */
  readonly posted: { readonly at: Instant; readonly images: number }
}

/** By namespace: the Services that its Pods are told of in their environment. */
export type ServiceLinks = SortedMap<readonly Service[]>

/** An image that a node has. */
export interface NodeImage {
  readonly image: Image
  readonly tag: string
  /** `docker.io/library/nginx:alpine`. */
  readonly reference: string
  /** `docker.io/library/nginx@sha256:…`. */
  readonly id: string
  readonly sizeBytes: number
}

/** A pull that waits or is under way. */
export interface Pull {
  readonly pod: string
  readonly uid: string
  readonly container: number
  readonly queued: Instant
  readonly started: Instant
}

/**
 * Where a Pod is: admitted, no sandbox yet; up, with a sandbox; its containers being stopped;
 * stopped, its object about to be deleted; finished by itself, or rejected.
 */
export type Stage = 'admitted' | 'up' | 'stopping' | 'stopped' | 'finished'

/** A Pod as its kubelet knows it. */
export interface PodRecord {
  /** `namespace/name`: by what name a kubelet and its runtime know a Pod. */
  readonly key: string
  /** The newest version that was shown or written. */
  readonly pod: Pod
  readonly stage: Stage
  readonly admitted: Instant
  /** Empty until there is a sandbox. */
  readonly ip: string
  /** Init containers, then the others, as the spec lists them. */
  readonly containers: readonly ContainerRecord[]
  /** When the sync that counts is due; 0: none is. */
  readonly wake: Instant
  /** What its volumes show; absent when none of them comes from the API. */
  readonly mounted?: Mounted
  /** Why the Pod failed as a whole: refused, or past its deadline. */
  readonly failure?: { readonly reason: string; readonly message: string }
}

/** The API as a Pod's volumes show it: as it was when its kubelet last wrote them. */
export interface Mounted {
  readonly pod: Pod
  readonly objects: readonly (ConfigMap | Secret)[]
}

/** A container as its kubelet knows it. */
export interface ContainerRecord {
  /** `exited` also while it waits to be restarted: `reason` then says why it does. */
  readonly state: 'waiting' | 'pulling' | 'running' | 'exited'
  /** Why it waits, as of the last sync: `ImagePullBackOff`; empty for the common reasons. */
  readonly reason: string
  readonly message: string
  readonly image: NodeImage | undefined
  /** The runtime's name of its process; empty while there is none. */
  readonly process: string
  /** `containerd://…` of the latest run. */
  readonly id: string
  readonly startedAt: Instant
  readonly restarts: number
  /** How the latest run ended, once it has. */
  readonly exit: Exit | undefined
  /** How the run before the latest ended. */
  readonly last: Exit | undefined
  readonly crashes: BackOff
  readonly pulls: BackOff
  readonly probes: Probes
  /** What its Pod's volumes showed when its latest run began. */
  readonly mounted?: Mounted
  /** Its kubelet has told it to stop. */
  readonly stopping: boolean
}

/** How a run of a container ended. */
export interface Exit {
  readonly code: number
  readonly reason: string
  readonly message: string
  readonly id: string
  readonly startedAt: Instant
  readonly finishedAt: Instant
}

/** How long something that failed has to wait. */
export interface BackOff {
  readonly delay: Duration
  /** When the delay was set. */
  readonly since: Instant
}

/** What the probes of a run have found. */
export type Probes = { readonly [Kind in ProbeKind]?: ProbeFinding }

/** A probe's result, and how often in a row the latest attempts said the same. */
export interface ProbeFinding {
  readonly result: boolean
  readonly latest: boolean
  readonly run: number
  /** Whether the latest attempts were enough to make the result what they said. */
  readonly isSettled: boolean
  /** While attempts fail: since when, and what the latest of them came to. */
  readonly failing?: { readonly since: Instant; readonly said: string }
}
