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
  readonly manner?: Manner
}

/** What is out of the ordinary about a process: most have none of it. */
export interface Manner {
  /** Whether its standard input is open, for as long as it lives or until its first client goes. */
  readonly stdin?: 'open' | 'once'
  /** Whether the container has a terminal. */
  readonly tty?: boolean
  /** The working directory, when it is not the root. */
  readonly directory?: string
  /** Whether there are volumes besides its account's token. */
  readonly hasVolumes?: boolean
  /** The container's limit of processor time, in thousandths of a processor. */
  readonly cpuMillis?: number
  /** The session that a command was started by. */
  readonly session?: number
  /** The process whose container it is in, when it is not that process itself. */
  readonly root?: number
}

/** Who listens on a port of a host. */
export interface Listener {
  /** 0 for what the network itself serves: the API server's port, sites outside. */
  readonly process: number
  readonly isLoopbackOnly: boolean
  /** Whether it takes connections as streams of text. */
  readonly isStream?: boolean
}
