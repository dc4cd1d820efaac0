import { laptop, type RequestRecord, seatOf, type Trip } from '../../store'
import type { Layout } from '../layout/picture'
import { type Curve, reversed, type Track, trackOf } from '../ways/curve'
import type { Line } from '../ways/lines'
import { tunnel } from '../ways/tunnel'
import { wayBetween, wayOut } from '../ways/ways'

/** The ways of one layout, each measured when it is first used. */
export interface Tracks {
  /** The way of a trip of a request. */
  of(trip: Trip, record: RequestRecord): Track | undefined
  /** Whether a request has nothing to do with what is looked at. */
  isAside(record: RequestRecord): boolean
  /** How many marks these ways have room for at once. */
  readonly room: number
}

/** A few lines have room for so many marks, and each further line for some more. */
const room = { least: 300, most: 2_000, line: 15 } as const

/** The ways of a layout: along its lines, where there is one, else as a line would go. */
export function createTracks(
  layout: Layout,
  lines: readonly Line[],
  within?: ReadonlySet<string>,
): Tracks {
  const known = new Map<string, Track | undefined>()
  // A trip is looked up with every frame.
  const byTrip = new WeakMap<Trip, Track | undefined>()
  const drawn = drawnAlong(lines)
  const between = (from: string, to: string, asker: string | undefined): readonly Curve[] => {
    const along = drawn.get(`${from === asker} ${from} ${to}`)
    if (along) return along
    const back = drawn.get(`${to === asker} ${to} ${from}`)
    if (back) return reversed(back)
    return wayBetween(layout, { id: from, asks: from === asker }, { id: to, asks: to === asker })
  }
  // What leaves the laptop and comes to nothing in the picture goes out into the world.
  const orOut = (from: string, to: string, asker: string | undefined): readonly Curve[] => {
    const curves = between(from, to, asker)
    if (curves.length > 0) return curves
    if (from === laptop) return wayOut(layout, from)
    return to === laptop ? reversed(wayOut(layout, to)) : curves
  }
  return {
    room: Math.max(room.least, Math.min(room.most, lines.length * room.line)),
    isAside(record) {
      if (within === undefined) return false
      const [service] = servicesOf(record)
      return !within.has(service ?? seatOf(record))
    },
    of(trip, record) {
      if (byTrip.has(trip)) return byTrip.get(trip)
      const track = trackFor(trip, record)
      byTrip.set(trip, track)
      return track
    },
  }

  function trackFor({ places }: Trip, record: RequestRecord): Track | undefined {
    const seat = seatOf(record)
    // What a program asks by itself begins at its Pod, not at the line of a client there.
    const asker = record.traffic === undefined ? undefined : seat
    const seats = seenIn(
      layout,
      places.map((place) => (place === record.client ? seat : shownAs(layout, place))),
      record,
    )
    const key = `${seats.join(' ')} ${asker} ${record.forward?.localPort}`
    if (known.has(key)) return known.get(key)
    const steps = record.forward
      ? [forwarded(seats, record)]
      : seats.slice(1).map((to, index) => orOut(seats[index] ?? to, to, asker))
    // A way of which a place is not in the picture is not drawn in part.
    const isWhole = steps.length > 0 && steps.every((curves) => curves.length > 0)
    const track = isWhole ? trackOf(steps.flat()) : undefined
    known.set(key, track)
    return track
  }

  function forwarded(seats: readonly string[], { forward }: RequestRecord): readonly Curve[] {
    const isBack = seats.at(-1) === laptop
    const pod = (isBack ? seats[0] : seats.at(-1)) ?? ''
    const line = lines.find(({ kind, to, ports }) => {
      return kind === 'forwards' && to === pod && ports?.localPort === forward?.localPort
    })
    const curves = line?.curves ?? tunnel(layout, pod, 0)
    return isBack ? reversed(curves) : curves
  }
}

/** A dot goes to whatever stands for a Pod, along the line that leads there. */
const shownAs = ({ standIns }: Layout, place: string): string => standIns?.get(place) ?? place

/**
 * In the Service lens no node stands: what its kube-proxy does is done at the Service that was
 * asked for.
 */
function seenIn(
  { lens }: Layout,
  seats: readonly string[],
  record: RequestRecord,
): readonly string[] {
  if (lens !== 'service') return seats
  const asked = servicesOf(record)
  return seats
    .flatMap((seat) => (seat.startsWith('node/') ? asked : [seat]))
    .filter((seat, index, all) => seat !== all[index - 1])
}

/** The Service that a request came to; a rule that rejects tells it as the cause. */
function servicesOf({ service: translated, because }: RequestRecord): readonly string[] {
  const service = translated ?? (because?.kind === 'Service' ? because.key : undefined)
  return service ? [`service/${service.namespace}/${service.name}`] : []
}

const drawnAlong = (lines: readonly Line[]): ReadonlyMap<string, readonly Curve[]> =>
  new Map(
    lines
      .filter(({ kind }) => kind !== 'misses' && kind !== 'forwards')
      .map(({ kind, from, to, curves }) => [
        `${kind === 'asks' && from !== laptop} ${from} ${to}`,
        curves,
      ]),
  )
