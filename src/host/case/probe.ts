import { type Address, addressText, parseAddress } from '../../engine/api/address'
import { BadInput } from '../bad-input'
import { isObject, parseJson } from '../json-input'

/** A probe as it is given: what this program reads of it. */
export interface Probe {
  /** Everything that was given, to be passed on. */
  readonly given: Readonly<Record<string, unknown>>
  readonly id: string
  readonly from: ProbeSource
  readonly to: string
  readonly protocol: 'TCP' | 'UDP' | 'ICMP'
  readonly count: number
  readonly via: string | undefined
  /** The address that the client sends from, if it has chosen one. */
  readonly bind: Address | undefined
  /** Whether all requests go by one connection, or from one port without connection. */
  readonly isKept: boolean
  /** Where in the file it stands. */
  readonly place: string
}

/** Where a probe begins. */
export type ProbeSource =
  | { readonly pod: string }
  | { readonly node: string }
  | { readonly external: Address }

const protocols = ['TCP', 'UDP', 'ICMP'] as const
const MOST_CONNECTIONS = 5_000

/** Reads a file of probes; says in what place it is wrong. */
export function readProbes(file: string, text: string): readonly Probe[] {
  const list = parseJson(file, text)
  if (!Array.isArray(list)) throw new BadInput(`${file}: a list of probes is expected`)
  const probes = list.map((each: unknown, index) => readProbe(each, `${file}: [${index}]`))
  const ids = new Set<string>()
  for (const { id, place } of probes) {
    if (ids.has(id)) throw new BadInput(`${place}.id: two probes are called "${id}"`)
    ids.add(id)
  }
  return probes
}

type Given = Readonly<Record<string, unknown>>

function readProbe(given: unknown, place: string): Probe {
  if (!isObject(given)) throw new BadInput(`${place}: a probe is an object`)
  const id = textOf(given, 'id', place)
  const source = given['from']
  if (!isObject(source)) throw new BadInput(`${place}.from: one of pod, node and external`)
  const bind = addressOf(source['bind'] ?? given['bind'], `${place}.bind`)
  const protocol = protocolOf(given['protocol'] ?? 'TCP', place)
  const keeps = Boolean(given['keepAlive']) || Boolean(given['conn'])
  return {
    given,
    id,
    from: sourceOf(source, bind, place),
    to: textOf(given, 'to', place),
    protocol,
    count: countOf(given['count'] ?? 1, place),
    via: given['via'] === undefined ? undefined : textOf(given, 'via', place),
    bind,
    isKept: keeps || (protocol === 'UDP' && given['sourcePort'] !== undefined),
    place,
  }
}

function textOf(given: Given, key: string, place: string): string {
  const value = given[key]
  if (typeof value === 'string' && value !== '') return value
  throw new BadInput(`${place}.${key}: ${value === undefined ? 'missing' : 'a text is expected'}`)
}

function addressOf(value: unknown, place: string): Address | undefined {
  if (value === undefined) return undefined
  const address = typeof value === 'string' ? parseAddress(value) : undefined
  if (address !== undefined) return address
  throw new BadInput(`${place}: ${JSON.stringify(value)} is no IPv4 address`)
}

function sourceOf(source: Given, bind: Address | undefined, place: string): ProbeSource {
  const { pod, node, external } = source
  const named = [pod, node, external].filter((each) => each !== undefined)
  if (named.length !== 1 || typeof named[0] !== 'string') {
    throw new BadInput(`${place}.from: one of pod, node and external, a text`)
  }
  if (typeof pod === 'string') return { pod }
  if (typeof node === 'string') return { node }
  const address = addressOf(external, `${place}.from.external`) ?? 0
  if (bind !== undefined && bind !== address) {
    throw new BadInput(`${place}.bind: ${addressText(bind)} is no address of the client`)
  }
  return { external: address }
}

function protocolOf(value: unknown, place: string): Probe['protocol'] {
  const upper = typeof value === 'string' ? value.toUpperCase() : undefined
  const protocol = protocols.find((each) => each === upper)
  if (protocol) return protocol
  throw new BadInput(`${place}.protocol: ${JSON.stringify(value)}: one of ${protocols.join(', ')}`)
}

function countOf(value: unknown, place: string): number {
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_CONNECTIONS) {
    return Number(value)
  }
  const range = `a whole number from 1 to ${MOST_CONNECTIONS}`
  throw new BadInput(`${place}.count: ${JSON.stringify(value)}: ${range}`)
}
