import type { Image } from '../images/image'
import type { Host } from '../network/host'
import type { Sandbox } from './runtime'

/** A Pod's network namespace, and the processes in it. */
export interface PodSandbox {
  readonly sandbox: Sandbox
  /** Whose addresses and ports it has: its own host, or the node's. */
  readonly host: Host
  /** As pictures name it: `pod/default/web`. */
  readonly place: string
  /** False once it was stopped: then only the logs are left. */
  readonly isUp: boolean
  /** The processes that run or whose logs are kept, oldest first. */
  readonly lives: readonly Life[]
}

/** One run of a container's program. */
export interface Life {
  readonly container: string
  readonly process: number
}

/** A program that runs: what stays the same while it does. */
export interface Process {
  readonly id: number
  /** `namespace/name`. */
  readonly pod: string
  readonly container: string
  readonly host: Host
  readonly sandbox: Sandbox
  readonly place: string
  readonly image: Image
  readonly tag: string
  readonly argv: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Its host's address, as text. */
  readonly address: string
  /** The key of its stream of chance. */
  readonly randomKey: number
}

/** Who listens on a port of a host. */
export interface Listener {
  /** 0 for what the network itself serves: the API server's port, sites outside. */
  readonly process: number
  readonly isLoopbackOnly: boolean
}
