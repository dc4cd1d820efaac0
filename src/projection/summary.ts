import type { NodeFault, PodFault } from '../engine/api/fault'
import type { FieldRef } from '../engine/api/object'
import type { ProxyMode } from '../engine/api/traffic'

/**
 * What the picture shows of one thing. Ids are unique and speak: `pod/default/web-…`,
 * `node/node-1`.
 */
export type Summary =
  | NodeSummary
  | PodSummary
  | ServiceSummary
  | SliceSummary
  | ClientSummary
  | LaptopSummary
  | OutsideSummary
  | WorkloadSummary

/** A Node. */
export interface NodeSummary {
  readonly type: 'node'
  readonly id: string
  readonly name: string
  readonly address: string
  readonly podCIDR: string
  readonly ready: boolean
  readonly schedulable: boolean
  readonly roles: readonly string[]
  /** What somebody has broken about it. */
  readonly fault?: NodeFault
  /** The mode of the kube-proxy that has written its rules. */
  readonly proxyMode?: ProxyMode
  /** The Pod that its kube-proxy is, `kube-system/kube-proxy-…`; absent where it is none. */
  readonly proxyPod?: string
  /** Whether that hangs: rules stay as they are. */
  readonly isProxyHung?: boolean
}

/** A Pod's state, one word a shape. */
export type PodState =
  | 'pending'
  | 'creating'
  | 'running'
  | 'ready'
  | 'terminating'
  | 'failing'
  | 'completed'

/** A Pod. */
export interface PodSummary {
  readonly type: 'pod'
  readonly id: string
  readonly namespace: string
  readonly name: string
  /** The workload it belongs to, `deployment/default/web`; absent for a bare Pod. */
  readonly owner?: string
  readonly labels: Readonly<Record<string, string>>
  /** The shape it is drawn with. */
  readonly state: PodState
  /**
   * What `kubectl get pods` says: `Running`, `ImagePullBackOff`, `CrashLoopBackOff`, `Terminating`
   * …
   */
  readonly status: string
  /** Ready containers of all: `1/1`. */
  readonly ready: string
  readonly restarts: number
  readonly ip?: string
  readonly node?: string
  readonly image: string
  /** What somebody has broken about its app. */
  readonly fault?: PodFault
  /** What its readiness is looked at by; absent when nothing is: then it is ready once it runs. */
  readonly readiness?: 'http' | 'exec' | 'tcp' | 'grpc'
  /** True of what belongs to the cluster itself (kube-system). */
  readonly system: boolean
}

/** A Deployment or a bare ReplicaSet. */
export interface WorkloadSummary {
  readonly type: 'workload'
  readonly id: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly replicas: number
  readonly ready: number
  readonly updated: number
  /** Its Pods, when there are too many to show one by one. */
  readonly grouped?: PodGroup
}

/** Many Pods as one. */
export interface PodGroup {
  readonly pods: number
  readonly states: Readonly<Partial<Record<PodState, number>>>
  /** By node id; those not yet on one are left out. */
  readonly nodes: Readonly<Record<string, number>>
  /** Those of them that are told one by one all the same, because somebody looks at them. */
  readonly page?: PodPage
}

/** Some of many Pods, by name. */
export interface PodPage {
  /** How many come before. */
  readonly from: number
  readonly pods: number
  /** How many there are of those that are looked for. */
  readonly matching: number
}

/** A Service with all that it selects. */
export interface ServiceSummary {
  readonly type: 'service'
  readonly id: string
  readonly namespace: string
  readonly name: string
  readonly serviceType: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
  /** Absent for headless Services and ExternalName. */
  readonly clusterIP?: string
  readonly headless: boolean
  readonly ports: readonly {
    readonly name?: string
    readonly port: number
    readonly targetPort: number | string
    readonly nodePort?: number
    readonly protocol: string
  }[]
  readonly selector?: Readonly<Record<string, string>>
  readonly externalName?: string
  /**
   * What EXTERNAL-IP shows for a LoadBalancer: addresses, names, or nothing while it is pending.
   */
  readonly external: readonly string[]
  /** Pods that its EndpointSlices list, by id. */
  readonly endpoints: readonly {
    readonly pod?: string
    readonly address: string
    readonly ready: boolean
    readonly serving: boolean
    readonly terminating: boolean
  }[]
  /** Endpoints that are Pods of workloads shown as one thing, by workload id. */
  readonly groups?: readonly {
    readonly workload: string
    readonly ready: number
    readonly notReady: number
  }[]
  /** Pods of the namespace that the selector leaves out, and the first label that differs. */
  readonly misses: readonly {
    readonly pod: string
    readonly label: string
    /** What the Pod has there; absent when it has no such label. */
    readonly has?: string
    readonly wants: string
  }[]
  readonly system: boolean
}

/** An EndpointSlice: what kube-proxy reads of a Service. */
export interface SliceSummary {
  readonly type: 'slice'
  /** `endpointslice/default/web-svc-x7k2p`. */
  readonly id: string
  readonly namespace: string
  readonly name: string
  /** The Service it is of, by id; absent when its label names none. */
  readonly service?: string
  readonly addressType: string
  /** As numbers, in its own order; none where the slice leaves them out. */
  readonly ports: readonly number[]
  /** Its first endpoints, as many as a screen has room for: none where there are many slices. */
  readonly endpoints: ServiceSummary['endpoints']
  /** How many of all its endpoints are ready. */
  readonly ready: number
  readonly all: number
  readonly system: boolean
}

/** What became of the requests of one sender. */
export interface Counts {
  readonly sent: number
  readonly outcomes: Readonly<Record<string, number>>
  /** Successful answers by server, `pod/default/web-…` to a count: of those with the most. */
  readonly servers: Readonly<Record<string, number>>
  /** Successful answers of all others; absent when there are none. */
  readonly others?: number
  /** The latest failure, for the picture. */
  readonly failure?: { readonly outcome: string; readonly because?: FieldRef }
}

/** A connection for each request; one after the other on it; or many at a time. */
export type ConnectionUse = 'new' | 'keep-alive' | 'multiplexed'

/** A client that sends requests, with what became of them. */
export interface ClientSummary extends Counts {
  readonly type: 'client'
  /** `client/NAME`. */
  readonly id: string
  readonly name: string
  /** The host its requests leave from: `pod/default/client`, `node/node-1`, `external/visitor`. */
  readonly host: string
  readonly url: string
  readonly ratePerSecond: number
  readonly connections: ConnectionUse
  /** False while its Pod is not running. */
  readonly running: boolean
}

/**
 * The learner's own machine, outside of the cluster: there is one as soon as it has sent a request,
 * or a port of it leads to a Pod.
 */
export interface LaptopSummary extends Counts {
  readonly type: 'laptop'
  readonly id: 'laptop'
  readonly name: 'laptop'
  /** What it asked for last. */
  readonly url?: string
  /** Its ports that lead to Pods now. */
  readonly forwards: readonly {
    readonly pod: string
    readonly localPort: number
    readonly port: number
  }[]
}

/** Something outside the cluster: a host that an ExternalName points at, or a load balancer. */
export interface OutsideSummary {
  readonly type: 'outside'
  /** `external/db.example.com`, `balancer/default/web-lb`. */
  readonly id: string
  readonly kind: 'host' | 'balancer'
  readonly name: string
  readonly address?: string
  /** The Services it stands for: more than one may name a host. */
  readonly services: readonly string[]
}
