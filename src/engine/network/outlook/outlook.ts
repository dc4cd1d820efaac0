import type { Address } from '../../api/address'
import type { NetworkState } from '../network-state'
import { Walk } from '../walk'
import { type Attempt, type Ending, make, type Outcome, type Place } from './attempt'
import { Branches } from './branches'
import { type Fraction, fraction, nothing, over, plus, times, whole } from './fraction'
import { Listeners, type Terrain, untouched } from './terrain'

/** Attempts that are made one after the other. */
export interface Series {
  readonly attempt: Attempt
  /** How many connections are opened. */
  readonly count: number
  /** What comes from outside is routed to these nodes, in turn; none: to where it is meant for. */
  readonly entries: readonly string[]
  /** Whether the first connection carries all requests. */
  readonly isKept: boolean
}

/** What a series of attempts comes to, as the rules have it: nothing of it is sampled. */
export interface Outlook {
  /** How its connections may end, the likeliest of the list first named. */
  readonly outcomes: readonly Outcome[]
  /** Where those land that are answered, by the Pod's name. */
  readonly landings: readonly Landing[]
  /** Whether all land where the first has landed. */
  readonly isOne: boolean
  /** Whether each connection is drawn for itself: only then will the shares show. */
  readonly isDrawn: boolean
}

/** A Pod that may be met. */
export interface Landing {
  readonly pod: string
  /** Of those that land. */
  readonly share: Fraction
  /** The addresses that it may see. */
  readonly sources: readonly Address[]
}

/** One way that an attempt may go. */
interface Way extends Ending {
  readonly share: Fraction
  /** Whether the next attempt from the same client will go the same way, without a draw. */
  readonly isRemembered: boolean
}

const FIRST_PORT = 40_000
const order: readonly Outcome[] = ['ok', 'refused', 'rejected', 'timeout']

/** Tells what will become of attempts on a terrain, by going every way there is. */
export class Foresight {
  private readonly listeners: Listeners

  constructor(private readonly terrain: Terrain) {
    this.listeners = new Listeners(terrain)
  }

  /** What a series comes to; `outside` are the addresses of all clients there are outside. */
  of(series: Series, outside: Iterable<Address>): Outlook {
    const network = untouched(this.terrain, outside)
    const entries = entriesOf(series)
    const ways = entries.flatMap(({ entry, share }) =>
      this.ways(network, series.attempt, entry).map((way) => ({
        ...way,
        share: times(way.share, share),
      })),
    )
    const outcomes = [...ways, ...unheard(series, ways)].map(({ outcome }) => outcome)
    const isRemembered = ways.some((way) => way.isRemembered)
    const isOne = series.isKept || (isRemembered && entries.length === 1)
    return {
      outcomes: order.filter((outcome) => outcomes.includes(outcome)),
      landings: landingsOf(ways),
      isOne,
      isDrawn: !isOne && !isRemembered,
    }
  }

  private ways(network: NetworkState, attempt: Attempt, entry: string | undefined): readonly Way[] {
    const { listeners } = this
    const ways: Way[] = []
    Branches.each((branches) => {
      const walk = new Walk(network.fork())
      walk.chance = branches
      walk.second = 1
      const place = { walk, listeners, entry }
      const ending = make(place, attempt, FIRST_PORT)
      const { draws, share } = branches
      ways.push({ ...ending, share, isRemembered: draws > 0 && isRemembered(place, attempt) })
    })
    return ways
  }
}

/** Of its own ICMP messages a host sends so many to one peer at once (net.ipv4.icmp_ratelimit). */
const MESSAGES_AT_ONCE = 6

// Where nobody listens to datagrams, the host soon stops saying so.
const unheard = ({ count, attempt }: Series, ways: readonly Way[]): readonly Ending[] =>
  attempt.protocol === 'udp' && count >= MESSAGES_AT_ONCE && ways.some(({ isByHost }) => isByHost)
    ? [{ outcome: 'timeout' }]
    : []

// What a node remembers of a client decides in place of a draw.
function isRemembered(place: Place, attempt: Attempt): boolean {
  let draws = 0
  place.walk.chance = { oneIn: () => draws++ === 0, below: () => draws++ * 0 }
  make(place, attempt, FIRST_PORT + 1)
  return draws === 0
}

// With fewer connections than nodes, not every node has its turn; with a remainder, some have one
// more.
function entriesOf({ entries, count, isKept }: Series) {
  const turns = isKept ? 1 : count
  if (entries.length === 0) return [{ entry: undefined, share: whole }]
  return entries.slice(0, turns).map((entry, index) => ({
    entry,
    share: fraction(Math.ceil((turns - index) / entries.length), turns),
  }))
}

function landingsOf(ways: readonly Way[]): readonly Landing[] {
  const landed = ways.filter(({ pod }) => pod !== undefined)
  const all = landed.reduce((sum, { share }) => plus(sum, share), nothing)
  const pods = [...new Set(landed.map(({ pod = '' }) => pod))].sort()
  return pods.map((pod) => {
    const own = landed.filter((way) => way.pod === pod)
    const share = own.reduce((sum, way) => plus(sum, way.share), nothing)
    const sources = new Set(own.flatMap(({ source }) => source ?? []))
    return { pod, share: over(share, all), sources: [...sources].sort((a, b) => a - b) }
  })
}
