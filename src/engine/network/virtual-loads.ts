import { isActive, VIRTUAL } from './flow-kind'
import { type FlowTable, field, serverOf, VIRTUAL_EXPIRES } from './flow-table'
import { virtualKey } from './ipvs-counts'
import type { Load } from './schedulers'

/** Whether IPVS has a connection, and remembers it in a second. */
export const isKnown = (flows: FlowTable, flow: number, second: number): boolean =>
  flows.get(flow, field.expires) !== 0 &&
  (flows.get(flow, field.kind) & VIRTUAL) !== 0 &&
  flows.get(flow, VIRTUAL_EXPIRES) > second

/**
 * How many connections the real servers of all virtual ones have in one second. It looks at all
 * connections once; from then on it has to be told of those that come, change and go.
 */
export class VirtualLoads {
  private readonly all = new Map<number, Map<number, Load>>()

  constructor(
    private readonly flows: FlowTable,
    readonly second: number,
  ) {
    for (let flow = 1; flow < flows.end; flow++) this.add(flow)
  }

  /** A connection is as it stands in the table now. */
  add(flow: number): void {
    this.count(flow, 1)
  }

  /** It will not be as it stands there. */
  drop(flow: number): void {
    this.count(flow, -1)
  }

  /** By real server (see `placeKey`), in the order of their first connections. */
  of(virtual: number): ReadonlyMap<number, Load> {
    return this.all.get(virtual) ?? nobody
  }

  private count(flow: number, by: number): void {
    const { flows, second, all } = this
    if (!isKnown(flows, flow, second)) return
    const kind = flows.get(flow, field.kind)
    const address = flows.get(flow, field.destination) >>> 0
    const key = virtualKey(address, flows.get(flow, field.ports) & 0xffff, kind & 3)
    const loads = all.get(key) ?? new Map<number, Load>()
    all.set(key, loads)
    const server = serverOf(flows, flow)
    const { active, inactive } = loads.get(server) ?? NO_LOAD
    loads.set(
      server,
      isActive(kind) ? { active: active + by, inactive } : { active, inactive: inactive + by },
    )
  }
}

const nobody: ReadonlyMap<number, Load> = new Map()

/** Of a server without connections. */
export const NO_LOAD: Load = { active: 0, inactive: 0 }
