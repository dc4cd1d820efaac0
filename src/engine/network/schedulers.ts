import type { Address } from '../api/address'
import type { Scheduler } from '../api/proxy'
import type { RealServer } from './ipvs'

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
  readonly destination: Address
  /** The load of each; counted only by those who ask. */
  load(): readonly Load[]
}

/** The server for the next connection, as the kernel's module of that name chooses it. */
export function next(scheduler: Scheduler, choice: Choice): RealServer | undefined {
  switch (scheduler) {
    case 'rr':
    case 'wrr':
      // kube-proxy gives all servers weight 1, and 0 to those that go: then these two are the same.
      return inTurn(choice)
    case 'lc':
      return least(choice, (load) => overhead(load), false)
    case 'wlc':
      return least(choice, (load) => overhead(load), true)
    case 'sed':
      return least(choice, ({ active }) => active + 1, true)
    case 'nq':
      return idle(choice) ?? least(choice, ({ active }) => active + 1, true)
    case 'sh':
      return hashed(choice, choice.source)
    case 'dh':
      return hashed(choice, choice.destination)
  }
}

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
): RealServer | undefined {
  const loads = load()
  let best: RealServer | undefined
  let lowest = 0
  servers.forEach((server, index) => {
    if (server.weight === 0) return
    const own = cost(loads[index] ?? { active: 0, inactive: 0 })
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
