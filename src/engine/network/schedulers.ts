import type { Address } from '../api/address'
import type { Scheduler } from '../api/proxy'
import type { RealServer } from './ipvs'
import { byMaglev } from './maglev'

/** Connections of a real server. */
export interface Load {
  readonly active: number
  readonly inactive: number
}

/** What a scheduler chooses by. */
export interface Choice {
  readonly servers: readonly RealServer[]
  /** The place of the server that was chosen last; -1 when it is none of these. */
  readonly last: number
  readonly source: Address
  readonly sourcePort: number
  readonly destination: Address
  /** The load of each; counted only by those who ask. */
  load(): readonly Load[]
  /** The places of servers that the destination has been given, since when in seconds. */
  readonly given: Given
  readonly second: number
}

/** What is remembered of a destination by schedulers that keep it to its servers. */
export interface Given {
  readonly places: readonly number[]
  /** When there was last one more or one less. */
  readonly since: number
}

/** A server that is chosen, and what is remembered of the destination from now on. */
export interface Chosen {
  readonly server: RealServer | undefined
  readonly given?: Given
}

/** After so many seconds a destination that has several servers loses the busiest. */
const REPLICAS_LAST = 86_400

/** The server for the next connection, as the kernel's module of that name chooses it. */
export function next(scheduler: Scheduler, choice: Choice): Chosen {
  switch (scheduler) {
    case 'rr':
    case 'wrr':
      // kube-proxy gives all servers weight 1, and 0 to those that go: then these two are the same.
      return { server: inTurn(choice) }
    case 'lc':
      return { server: least(choice, overhead, false) }
    case 'wlc':
      return { server: least(choice, overhead, true) }
    case 'sed':
      return { server: least(choice, ({ active }) => active + 1, true) }
    case 'nq':
      return { server: idle(choice) ?? least(choice, ({ active }) => active + 1, true) }
    case 'sh':
      return { server: hashed(choice, choice.source) }
    case 'dh':
      return { server: hashed(choice, choice.destination) }
    case 'mh':
      return { server: byMaglev(choice.servers, choice.source, choice.sourcePort) }
    case 'fo':
      return { server: heaviest(choice, () => false) }
    case 'ovf':
      return { server: heaviest(choice, ({ active }, weight) => active > weight) }
    case 'lblc':
      return local(choice)
    case 'lblcr':
      return replicated(choice)
  }
}

/** Whether a scheduler gives the same client the same server, whatever else happens. */
export const isByAddress = (scheduler: Scheduler): boolean =>
  scheduler === 'sh' || scheduler === 'dh' || scheduler === 'fo'

/** How `ipvsadm` names what kube-proxy sets for a scheduler: mh hashes the port as well. */
export const flagsOf = (scheduler: Scheduler): string => (scheduler === 'mh' ? 'mh-port' : '')

// A destination keeps its server until that has more connections than it weighs and another has
// less than half (ip_vs_lblc.c).
function local(choice: Choice): Chosen {
  const [place = -1] = choice.given.places
  const server = choice.servers[place]
  if (server && server.weight > 0 && !isOverloaded(choice, place)) return { server }
  return remembering(choice, least(choice, overhead, true), [])
}

// As local, but the destination keeps all servers that it has been given, and goes to the least
// busy of them (ip_vs_lblcr.c).
function replicated(choice: Choice): Chosen {
  const { servers, given, second } = choice
  const places = given.places.filter((place) => (servers[place]?.weight ?? 0) > 0)
  const best = least(choice, overhead, true, places)
  const isLate = places.length > 1 && second > given.since + REPLICAS_LAST
  const kept = isLate ? places.filter((place) => place !== busiest(choice, places)) : places
  const isWell = best !== undefined && !isOverloaded(choice, servers.indexOf(best))
  if (isWell && !isLate) return { server: best }
  if (isWell) return { server: best, given: { places: kept, since: second } }
  return remembering(choice, least(choice, overhead, true), kept)
}

function remembering(
  { servers, second }: Choice,
  server: RealServer | undefined,
  others: readonly number[],
): Chosen {
  if (!server) return { server }
  const place = servers.indexOf(server)
  const places = others.includes(place) ? others : [...others, place]
  return { server, given: { places, since: second } }
}

function busiest({ servers, load }: Choice, places: readonly number[]): number {
  const loads = load()
  const cost = (place: number): number =>
    overhead(loads[place] ?? NO_LOAD) / (servers[place]?.weight ?? 1)
  return places.reduce((most, place) => (cost(place) > cost(most) ? place : most), places[0] ?? -1)
}

function isOverloaded({ servers, load }: Choice, place: number): boolean {
  const loads = load()
  const active = (at: number): number => loads[at]?.active ?? 0
  if (active(place) <= (servers[place]?.weight ?? 0)) return false
  return servers.some(({ weight }, at) => active(at) * 2 < weight)
}

// The first of those that weigh most (ip_vs_fo.c, ip_vs_ovf.c).
function heaviest(
  { servers, load }: Choice,
  isFull: (load: Load, weight: number) => boolean,
): RealServer | undefined {
  const loads = load()
  let best: RealServer | undefined
  servers.forEach((server, index) => {
    const { weight } = server
    if (weight === 0 || isFull(loads[index] ?? NO_LOAD, weight)) return
    if (weight > (best?.weight ?? 0)) best = server
  })
  return best
}

const NO_LOAD: Load = { active: 0, inactive: 0 }

function inTurn({ servers, last }: Choice): RealServer | undefined {
  for (let step = 1; step <= servers.length; step++) {
    const server = servers[(last + step) % servers.length]
    if (server && server.weight > 0) return server
  }
  return undefined
}

const overhead = ({ active, inactive }: Load): number => active * 256 + inactive

function least(
  { servers, load }: Choice,
  cost: (load: Load) => number,
  isWeighted: boolean,
  places?: readonly number[],
): RealServer | undefined {
  const loads = load()
  let best: RealServer | undefined
  let lowest = 0
  servers.forEach((server, index) => {
    if (server.weight === 0 || places?.includes(index) === false) return
    const own = cost(loads[index] ?? NO_LOAD)
    // As the kernel does it, without dividing.
    const isLess = isWeighted ? own * (best?.weight ?? 1) < lowest * server.weight : own < lowest
    if (best !== undefined && !isLess) return
    best = server
    lowest = own
  })
  return best
}

function idle({ servers, load }: Choice): RealServer | undefined {
  const loads = load()
  return servers.find(({ weight }, index) => weight > 0 && loads[index]?.active === 0)
}

// The kernel fills 256 buckets with the servers in turn, each as often as it weighs.
function hashed({ servers }: Choice, address: Address): RealServer | undefined {
  const bucket = Math.imul(address, 0x61c88647) >>> 24
  const round = servers.flatMap((server) => Array<RealServer>(server.weight).fill(server))
  return round.length === 0 ? undefined : round[bucket % round.length]
}
