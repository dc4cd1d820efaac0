import type { Address } from '../api/address'
import type { PodFault } from '../api/fault'
import type { Disk } from '../images/files/disk'
import { HashTable } from '../network/hash-table'
import type { Host } from '../network/host'
import { NetworkState } from '../network/network-state'
import { Records } from '../network/records'
import { type Instant, stringTable, type Table } from '../sim'
import type { Connection, Idle } from './connection'
import type { Exchange } from './exchange'
import type { Log } from './log'
import type { Waiting } from './pod-faults'
import type { Listener, PodSandbox, Process } from './process'
import type { ProbeStart } from './runtime'
import type { Session } from './session'
import type { TrafficState } from './traffic-state'

/** A datagram that a process has not answered yet, and the ends of the answer. */
export interface Datagram {
  readonly id: number
  readonly process: number
  readonly host: Host
  readonly source: Address
  readonly sourcePort: number
  readonly destination: Address
  readonly destinationPort: number
  /** When it is forgotten, if it is never answered. */
  readonly expires: Instant
}

/** Everything about the data plane that changes: edited in place, forked in no time. */
export class DataPlaneState {
  readonly network: NetworkState
  /** By `namespace/name`. */
  readonly sandboxes: Table<string, PodSandbox>
  /** Traffic clients' numbers, by name. */
  readonly trafficNames: Table<string, number>
  readonly traffic: Records<TrafficState>
  readonly processes: HashTable<Process>
  readonly memories: HashTable<unknown>
  readonly logs: HashTable<Log>
  /** What a process listens on, as `port * 4 + protocol`, by process. */
  readonly listening: HashTable<readonly number[]>
  /** Who listens, by host and `port * 4 + protocol`. */
  readonly listeners: HashTable<Listener>
  /**
   * Sockets that packets find, by local and remote end: connections, or exchanges that wait for
   * answers.
   */
  readonly sockets: HashTable<number>
  readonly connections: Records<Connection>
  readonly exchanges: Records<Exchange>
  readonly idle: HashTable<readonly Idle[]>
  readonly datagrams: HashTable<Datagram>
  readonly probes: HashTable<ProbeStart>
  /** How many local ports a host has given out. */
  readonly ports: HashTable<number>
  /** How often a process has drawn from its stream. */
  readonly drawn: HashTable<number>
  /** Processes that have been asked to stop. */
  readonly stopping: HashTable<true>
  readonly sessions: HashTable<Session>
  /** Sessions that have ended, oldest first. */
  sessionsOver: readonly number[]
  /** Processes that somebody has attached to. */
  readonly attached: HashTable<true>
  /** Processes that are done, with their codes: they wait for somebody to attach. */
  readonly held: HashTable<number>
  /** What was written in containers and volumes: by `namespace/pod/container` and the like. */
  readonly disks: Table<string, Disk>
  /** What is wrong with Pods, by `namespace/name`, besides processes that hang. */
  readonly podFaults: Table<string, PodFault>
  /** Processes that hang, and what they have yet to hear. */
  readonly frozen: HashTable<Waiting>
  /** The last number given to a process, request, connection, datagram or probe. */
  lastNumber: number
  /** When the next alarm rings; 0 when none is set. */
  alarm: Instant

  constructor(
    readonly seed: number,
    from?: DataPlaneState,
  ) {
    this.network = from ? from.network.fork() : new NetworkState(seed)
    this.sandboxes = from ? from.sandboxes.fork() : stringTable()
    this.trafficNames = from ? from.trafficNames.fork() : stringTable()
    this.traffic = from ? from.traffic.fork() : Records.empty()
    this.processes = from ? from.processes.fork() : HashTable.empty()
    this.memories = from ? from.memories.fork() : HashTable.empty()
    this.logs = from ? from.logs.fork() : HashTable.empty()
    this.listening = from ? from.listening.fork() : HashTable.empty()
    this.listeners = from ? from.listeners.fork() : HashTable.empty()
    this.sockets = from ? from.sockets.fork() : HashTable.empty()
    this.connections = from ? from.connections.fork() : Records.empty()
    this.exchanges = from ? from.exchanges.fork() : Records.empty()
    this.idle = from ? from.idle.fork() : HashTable.empty()
    this.datagrams = from ? from.datagrams.fork() : HashTable.empty()
    this.probes = from ? from.probes.fork() : HashTable.empty()
    this.ports = from ? from.ports.fork() : HashTable.empty()
    this.drawn = from ? from.drawn.fork() : HashTable.empty()
    this.stopping = from ? from.stopping.fork() : HashTable.empty()
    this.sessions = from ? from.sessions.fork() : HashTable.empty()
    this.sessionsOver = from ? from.sessionsOver : []
    this.attached = from ? from.attached.fork() : HashTable.empty()
    this.held = from ? from.held.fork() : HashTable.empty()
    this.disks = from ? from.disks.fork() : stringTable()
    this.podFaults = from ? from.podFaults.fork() : stringTable()
    this.frozen = from ? from.frozen.fork() : HashTable.empty()
    this.lastNumber = from?.lastNumber ?? 0
    this.alarm = from?.alarm ?? 0
  }

  fork(): DataPlaneState {
    return new DataPlaneState(this.seed, this)
  }
}
