import { type Address, parseAddress, parseCidr } from '../api/address'
import type { Reader } from '../apiserver/reader'
import type { EndpointSlice, Service } from '../resources'
import { ZONE } from '../resources/node'
import type { ProxyNode } from './endpoints'
import { isLocalByNode } from './local-traffic'
import type { ProxyOptions } from './options'

/** Where and how what one Service needs is compiled. */
export interface BlockScope {
  readonly node: ProxyNode
  readonly options: ProxyOptions
  /** More than 1,000 endpoints in all: rules of single endpoints lose their comments. */
  readonly isLarge: boolean
}

/** Compiles what one Service needs; `before` is what it needed when it was last compiled. */
export type CompileService<Block> = (
  service: Service,
  slices: readonly EndpointSlice[],
  at: { readonly scope: BlockScope; readonly before: Block | undefined },
) => Block

/** The block of a Service as it is now; undefined when there is no such Service. */
export type BlockAt<Block> = (reader: Reader, key: string, scope: BlockScope) => Block | undefined

/** How a Service is named among the blocks: `namespace/name`. */
export const serviceKey = ({ metadata }: Service): string =>
  `${metadata.namespace}/${metadata.name}`

interface Known<Block> {
  readonly slices: readonly EndpointSlice[]
  readonly scope: string
  readonly block: Block
}

/** Finds Services' blocks; nodes share what is the same for all of them. */
export function blockFinder<Block>(compile: CompileService<Block>): BlockAt<Block> {
  const compiled = new WeakMap<Service, readonly Known<Block>[]>()
  return (reader, key, scope) => {
    const slash = key.indexOf('/')
    const service = reader.get('Service', key.slice(0, slash), key.slice(slash + 1))
    if (!service) return undefined
    const slices = reader.indexed('EndpointSlice', 'service', key)
    const scopeKey = scopeOf(service, slices, scope)
    const known = compiled.get(service) ?? []
    for (const each of known) {
      if (each.scope === scopeKey && sameItems(each.slices, slices)) return each.block
    }
    const block = compile(service, slices, { scope, before: known.at(-1)?.block })
    const current = known.filter((each) => sameItems(each.slices, slices))
    compiled.set(service, [...current, { slices, scope: scopeKey, block }])
    return block
  }
}

// What a block depends on besides its Service and slices. Only some depend on the node at all.
function scopeOf(
  { spec }: Service,
  slices: readonly EndpointSlice[],
  { node, options, isLarge }: BlockScope,
): string {
  const isNodes =
    spec.internalTrafficPolicy === 'Local' ||
    spec.externalTrafficPolicy === 'Local' ||
    (spec.loadBalancerSourceRanges ?? []).length > 0 ||
    isLocalByNode(options) ||
    // ipvs has their node ports by the node's addresses.
    (spec.ports ?? []).some(({ protocol }) => protocol === 'SCTP') ||
    slices.some(({ endpoints }) => (endpoints ?? []).some(({ hints }) => hints))
  return `${textOf(options)} ${isLarge} ${isNodes ? JSON.stringify(node) : ''}`
}

const texts = new WeakMap<ProxyOptions, string>()

function textOf(options: ProxyOptions): string {
  const text = texts.get(options) ?? JSON.stringify(options)
  texts.set(options, text)
  return text
}

/** Of two lists with the same content the first, so that whoever looks sees nothing changed. */
export const sameList = <Item>(
  before: readonly Item[] | undefined,
  after: readonly Item[],
): readonly Item[] => (before && JSON.stringify(before) === JSON.stringify(after) ? before : after)

/** Whether two lists hold the same objects. */
export const sameItems = <Item>(left: readonly Item[], right: readonly Item[]): boolean =>
  left.length === right.length && left.every((item, index) => item === right[index])

/** What of a Node its rules depend on. */
export function proxyNode(reader: Reader, name: string): ProxyNode {
  const node = reader.get('Node', '', name)
  const addresses = (node?.status?.addresses ?? []).flatMap(({ address }): readonly Address[] =>
    [parseAddress(address)].filter((each) => each !== undefined),
  )
  const block = parseCidr(node?.spec.podCIDR ?? '')
  return {
    name,
    zone: node?.metadata.labels?.[ZONE],
    block,
    addresses,
    // The node's end of its Pods' interfaces has the first address of their block.
    own: block ? [...addresses, block.base + 1] : addresses,
  }
}
