import { describe, expect, it } from 'vitest'
import type { RequestRecord } from './picture'
import { tripsOf } from './trips'

type Leg = RequestRecord['legs'][number]

/** Legs of one kind from place to place, one microsecond each. */
const legs = (what: Leg['what'], from: number, ...places: readonly string[]): readonly Leg[] =>
  places.slice(1).map((to, index) => ({
    from: places[index] ?? '',
    to,
    left: from + index,
    due: from + index + 1,
    what,
  }))
const client = 'pod/default/client'
const service = 'service/default/web-svc'
const pod = 'pod/default/web-d7cc9dd96-8gxnr'
const drawn = (...all: readonly (readonly Leg[])[]) => tripsOf({ legs: all.flat() })

describe('what is drawn of a request', () => {
  it('is there and back: opening a connection is part of asking', () => {
    const way = [client, service, 'node/node-1', 'node/node-2', pod]
    const trips = drawn(
      legs('connect', 0, ...way),
      legs('request', 10, ...way),
      legs('response', 20, ...way.toReversed()),
    )
    expect(trips).toEqual([
      { what: 'request', places: [client, service, pod], left: 0, due: 14 },
      { what: 'response', places: [pod, service, client], left: 20, due: 24 },
    ])
  })

  it('is a trip to the name server and back for each question', () => {
    const [dns, core] = ['service/kube-system/kube-dns', 'pod/kube-system/coredns-f47f77874-8htp7']
    const trips = drawn(
      legs('query', 0, client, dns, 'node/node-1', core),
      legs('answer', 5, core, 'node/node-1', client),
    )
    expect(trips.map(({ places }) => places)).toEqual([
      [client, dns, core],
      [core, client],
    ])
  })

  it('comes from outside by a node’s port, and only then to the Service', () => {
    const visitor = 'external/visitor'
    const trips = drawn(
      legs('request', 0, visitor, service, 'node/node-1', 'node/node-2', pod),
      legs('response', 9, pod, 'node/node-2', 'node/node-1', service, visitor),
    )
    expect(trips.map(({ places }) => places)).toEqual([
      [visitor, 'node/node-1', service, pod],
      [pod, service, 'node/node-1', visitor],
    ])
  })

  it('comes through a balancer to the node’s port', () => {
    const places = ['external/visitor', 'balancer/default/web-lb', service, 'node/node-1', pod]
    expect(drawn(legs('request', 0, ...places))[0]?.places).toEqual([
      'external/visitor',
      'balancer/default/web-lb',
      'node/node-1',
      service,
      pod,
    ])
  })

  it('turns back at the kube-proxy that rejected it', () => {
    const trips = drawn(
      legs('connect', 0, client, 'node/node-2'),
      legs('refusal', 1, 'node/node-2', client),
    )
    expect(trips.map(({ what, places }) => [what, ...places])).toEqual([
      ['connect', client, 'node/node-2'],
      ['refusal', 'node/node-2', client],
    ])
  })

  it('ends where it was lost', () => {
    const trips = drawn(legs('connect', 0, client, service), legs('lost', 1, service, pod))
    expect(trips).toEqual([{ what: 'lost', places: [client, service, pod], left: 0, due: 2 }])
  })
})
