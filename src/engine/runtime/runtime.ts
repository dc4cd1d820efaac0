import type { Signal } from '../images/image'
import type { Duration } from '../sim'

/**
 * A node's container runtime, its network plugin and its kernel, as the kubelet uses them. Every
 * call takes effect at once; what comes of it arrives at the kubelet later, as a `RuntimeEvent`.
 */
export interface ContainerRuntime {
  /** Makes a Pod's network namespace: from now on packets to `ip` reach it. */
  addPod(sandbox: Sandbox): void
  /** Takes it away again, with every process and connection in it; what they printed stays. */
  stopPod(pod: string): void
  /** Forgets a Pod, and what its processes have printed. */
  removePod(pod: string): void
  /** Starts a container's program; returns the process's id. */
  start(container: ContainerStart): string
  /**
   * SIGKILL ends the process at once, with exit code 137; other signals are the program's to
   * answer.
   */
  signal(process: string, signal: Signal): void
  /** Sends one probe from the node to the Pod; its result comes back with `id`. */
  probe(probe: ProbeStart): void
}

/** A Pod as the network sees it. */
export interface Sandbox {
  /** `namespace/name`. */
  readonly pod: string
  readonly uid: string
  readonly node: string
  /** Dotted text; the node's own address for a Pod with `hostNetwork`. */
  readonly ip: string
  readonly hostNetwork: boolean
  readonly hostname: string
  readonly resolver: ResolverConfig
}

/** What stands in `/etc/resolv.conf`. */
export interface ResolverConfig {
  readonly nameservers: readonly string[]
  readonly search: readonly string[]
  readonly ndots: number
  /** All options as they stand there, `ndots:5` among them; only that one when absent. */
  readonly options?: readonly string[]
  /** What `/etc/hosts` has besides, by name (hostAliases). */
  readonly hosts?: Readonly<Record<string, string>>
}

/** A container about to run. */
export interface ContainerStart {
  readonly pod: string
  readonly container: string
  /** Name of the image in the registry, without tag. */
  readonly image: string
  /** The tag the image was pulled by: a program may tell its version by it. */
  readonly tag: string
  readonly argv: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Absent for what is as usual. */
  readonly manner?: ContainerManner
}

/** What is out of the ordinary about a container. */
export interface ContainerManner {
  /** Its standard input is kept open; `once`: until the first client that attaches has gone. */
  readonly stdin?: 'open' | 'once'
  readonly tty?: boolean
  /** The working directory, when it is not the root. */
  readonly directory?: string
  /** Whether it has volumes besides its account's token. */
  readonly hasVolumes?: boolean
  /** Its limit of processor time, in thousandths of a processor. */
  readonly cpuMillis?: number
}

/** A probe of a container (core/v1 Probe handlers). */
export interface ProbeStart {
  readonly id: string
  /** What it is for. */
  readonly kind?: 'startup' | 'readiness' | 'liveness'
  readonly node: string
  readonly pod: string
  readonly process: string
  readonly handler:
    | {
        readonly type: 'http'
        readonly address: string
        readonly port: number
        readonly path: string
        readonly headers: Readonly<Record<string, string>>
      }
    | { readonly type: 'tcp'; readonly address: string; readonly port: number }
    | { readonly type: 'exec'; readonly argv: readonly string[] }
  readonly timeout: Duration
}

/** What a kubelet hears from the runtime. */
export type RuntimeEvent =
  | { readonly type: 'exited'; readonly process: string; readonly code: number }
  | {
      readonly type: 'probed'
      readonly id: string
      readonly success: boolean
      /** As the kubelet words a failed probe: `HTTP probe failed with statuscode: 503`. */
      readonly message: string
    }
