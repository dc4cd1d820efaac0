import type { SeenProcess } from './image'

/** A host's network stack, as `ip`, `ss` and their like see it. */
export interface NetworkStack {
  readonly links: readonly Link[]
  readonly routes: readonly Route[]
  readonly sockets: readonly SeenSocket[]
}

/** A network device. */
export interface Link {
  readonly index: number
  readonly name: string
  /** The number of its other end in another namespace; absent where there is none. */
  readonly peer?: number
  readonly address?: string
  readonly prefix: number
  /** As six numbers in hexadecimal. */
  readonly mac: string
}

/** An entry of the main routing table. */
export interface Route {
  /** `default`, `10.244.1.0/24`, `10.244.1.5`. */
  readonly to: string
  readonly via?: string
  readonly device: string
  readonly source?: string
  readonly scope?: 'link' | 'host'
  readonly isKernels?: true
}

/** A socket that listens, or is one end of a connection. */
export interface SeenSocket {
  readonly protocol: 'tcp' | 'udp'
  readonly state: 'LISTEN' | 'UNCONN' | 'ESTAB'
  /** `0.0.0.0` for every address. */
  readonly address: string
  readonly port: number
  readonly peer: string
  /** 0 where there is no peer. */
  readonly peerPort: number
  /** Absent for the kernel's, and for those of other containers. */
  readonly process?: SeenProcess
}
