import type { Summary } from '../../../projection/summary'
import { naturally } from '../layout/naturally'
import type { Placed } from '../layout/picture'
import type { Edge } from './edges'
import type { Graph } from './walk'

/** A line of the table that says what the picture shows. */
export interface Row {
  readonly id: string
  readonly leads: readonly Edge[]
}

/** In the order of a request's way. */
const order: readonly Placed['shape'][] = [
  'laptop',
  'client',
  'balancer',
  'book',
  'service',
  'slice',
  'group',
  'pod',
  'node',
  'host',
]

/** A line for each thing of the picture, with what it leads to. */
export function rowsOf({ placed, edges }: Graph): readonly Row[] {
  const leads = new Map<string, Edge[]>()
  for (const edge of edges) leads.set(edge.from, [...(leads.get(edge.from) ?? []), edge])
  const rank = ({ shape }: Placed): number => order.indexOf(shape)
  return [...placed.values()]
    .filter(({ shape }) => shape !== 'tray')
    .sort((a, b) => rank(a) - rank(b) || naturally(a.id, b.id))
    .map(({ id }) => ({ id, leads: leads.get(id) ?? [] }))
}

/** What is heard and sought of a thing besides its state. */
export interface Told {
  readonly name: string
  readonly kind: string
  readonly address: string
}

/** A thing in words: Kubernetes' own, in every language. */
export function toldOf(thing: Summary): Told {
  const name = nameOf(thing)
  switch (thing.type) {
    case 'pod':
      return { name, kind: 'Pod', address: thing.ip ?? '' }
    case 'node':
      return { name, kind: 'Node', address: thing.address }
    case 'service': {
      const numbers = thing.ports.map(({ port, nodePort }) =>
        nodePort === undefined ? `${port}` : `${port}:${nodePort}`,
      )
      const address = thing.externalName ?? (thing.headless ? 'None' : (thing.clusterIP ?? ''))
      const all = [address, numbers.join(','), ...thing.external].filter((part) => part !== '')
      return { name, kind: 'Service', address: all.join(' ') }
    }
    case 'slice':
      return {
        name,
        kind: 'EndpointSlice',
        address: thing.endpoints.map(({ address }) => address).join(' '),
      }
    case 'workload':
      return { name, kind: thing.kind, address: '' }
    case 'outside':
      return { name, kind: thing.kind, address: thing.address ?? '' }
    default:
      return { name, kind: 'client', address: thing.url ?? '' }
  }
}

/** With its namespace, unless that is the usual one. */
const nameOf = (thing: Summary): string =>
  'namespace' in thing && thing.namespace !== 'default'
    ? `${thing.namespace}/${thing.name}`
    : thing.name
