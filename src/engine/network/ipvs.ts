import type { Address } from '../api/address'
import type { FieldRef } from '../api/object'
import type { Scheduler } from '../api/proxy'
import { HashTable } from './hash-table'
import { IpvsCounts, virtualKey } from './ipvs-counts'
import { placeKey, protocolNumber } from './packet'
import type { RuleProtocol } from './rules'

/** A node's virtual servers, and the device that has their addresses. */
export interface Ipvs {
  readonly scheduler: Scheduler
  /** Whether an address is bound to `kube-ipvs0`, so that the kernel takes its packets in. */
  isBound(address: Address): boolean
  find(address: Address, port: number, protocol: number): VirtualServer | undefined
  readonly servers: readonly VirtualServer[]
}

/** An address and port whose connections are handed to real servers. */
export interface VirtualServer {
  readonly address: Address
  readonly port: number
  readonly protocol: RuleProtocol
  /** Seconds for which a client stays with its server. */
  readonly persistence?: number
  /** As the kernel has them: the latest first. */
  readonly servers: readonly RealServer[]
  readonly because?: FieldRef
}

/** A server behind a virtual one; with weight 0 it gets nothing new. */
export interface RealServer {
  readonly address: Address
  readonly port: number
  readonly weight: number
}

/** That a client stays with a server. */
export interface Template {
  readonly client: Address
  /** Where the virtual server is, see `virtualKey`. */
  readonly virtual: number
  /** See `placeKey`. */
  readonly server: number
  readonly expires: number
}

/** Servers that a destination has been given, and when there was last one more or less. */
interface Gift {
  readonly servers: readonly number[]
  readonly since: number
}

const NO_GIFT: Gift = { servers: [], since: 0 }

/** What a node's IPVS remembers: whose turn it is, and which client stays where. */
export class IpvsState {
  private readonly turns: HashTable<number>
  private readonly templates: HashTable<Template>
  private readonly gifts: HashTable<Gift>
  readonly counts: IpvsCounts

  constructor(from?: IpvsState) {
    this.counts = from ? from.counts.fork() : new IpvsCounts()
    this.turns = from ? from.turns.fork() : HashTable.empty()
    this.templates = from ? from.templates.fork() : HashTable.empty()
    this.gifts = from ? from.gifts.fork() : HashTable.empty()
  }

  fork(): IpvsState {
    return new IpvsState(this)
  }

  /** The server that a virtual server's last connection went to. */
  last(virtual: VirtualServer): number {
    return this.turns.get(keyOf(virtual), protocolOf(virtual)) ?? -1
  }
  take(virtual: VirtualServer, server: RealServer): void {
    this.turns.set(keyOf(virtual), protocolOf(virtual), keyOf(server))
  }

  /** The servers that a virtual server's destination has been given (lblc, lblcr). */
  given(virtual: VirtualServer): Gift {
    return this.gifts.get(keyOf(virtual), protocolOf(virtual)) ?? NO_GIFT
  }
  give(virtual: VirtualServer, gift: Gift): void {
    this.gifts.set(keyOf(virtual), protocolOf(virtual), gift)
  }

  /** The server that a client is to stay with. */
  template(virtual: VirtualServer, client: Address, second: number): number {
    const found = this.templates.get(keyOfVirtual(virtual), client)
    return found && found.expires > second ? found.server : -1
  }
  keep(template: Template): void {
    this.templates.set(template.virtual, template.client, template)
  }
  /** Which clients stay where, in a second. */
  templatesIn(second: number): readonly Template[] {
    return this.templates.values().filter(({ expires }) => expires > second)
  }
}

/** A virtual server among all of a node, as one number. */
export const keyOfVirtual = (virtual: VirtualServer): number =>
  virtualKey(virtual.address, virtual.port, protocolOf(virtual))

/** A real server among those of a virtual one, as one number. */
export const keyOf = ({ address, port }: Pick<RealServer, 'address' | 'port'>): number =>
  placeKey(address, port)

const protocolOf = ({ protocol }: VirtualServer): number => protocolNumber(protocol)
