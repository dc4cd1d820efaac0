import { type Address, addressText } from '../../engine/api/address'
import type { Attempt, Outcome } from '../../engine/network/outlook/attempt'
import { Foresight, type Outlook } from '../../engine/network/outlook/outlook'
import { BadInput } from '../bad-input'
import type { Probe } from './probe'
import { caseName, type Names, type Target } from './target'

/** What the oracle is to find. */
export interface Expectation {
  readonly outcome: Outcome | readonly Outcome[]
  /** Each Pod's share of the connections that land. */
  readonly pods?: Readonly<Record<string, number>>
  /** False when connections are not drawn one by one: then they only land on these Pods. */
  readonly shares?: false
  readonly onePod?: true
  readonly sources?: Readonly<Record<string, readonly string[]>>
  readonly sourceKinds?: readonly string[]
}

/** A probe and where it is sent. */
export interface Aimed {
  readonly probe: Probe
  readonly target: Target
}

/** Derives what becomes of each probe from the rules of the nodes. */
export function expectationsOf(all: readonly Aimed[], names: Names): readonly Expectation[] {
  const foresight = new Foresight(names.survey)
  const outside = new Set(
    all.flatMap(({ probe: { from } }) => ('external' in from ? [from.external] : [])),
  )
  return all.map((aimed) => {
    const attempt = attemptOf(aimed, names)
    const { count, isKept } = aimed.probe
    const entries = entriesOf(aimed, names)
    const outlook = foresight.of({ attempt, count, entries, isKept }, outside)
    return expectation(aimed, outlook, names)
  })
}

function attemptOf({ probe, target }: Aimed, names: Names): Attempt {
  const { bind, protocol } = probe
  return {
    from: originOf(probe, names),
    ...(bind === undefined ? {} : { bind }),
    to: target.address,
    port: target.port,
    protocol: protocol.toLowerCase() as Attempt['protocol'],
  }
}

function originOf({ from, bind, place }: Probe, { survey }: Names): Attempt['from'] {
  if ('external' in from) return { type: 'outside', address: from.external }
  const pod = 'pod' in from ? survey.pods.find(({ name }) => isCalled(name, from.pod)) : undefined
  if ('pod' in from && !pod) throw new BadInput(`${place}.from: there is no Pod "${from.pod}"`)
  const nodeName = 'node' in from ? from.node : (pod?.node ?? '')
  const node = survey.nodes.find(({ name }) => name === nodeName)
  if (!node) throw new BadInput(`${place}.from: there is no node "${nodeName}"`)
  const isOnNode = pod === undefined || pod.address === node.address
  const own = isOnNode ? [node.address, node.gateway] : [pod.address]
  if (bind !== undefined && bind >>> 24 !== 127 && !own.includes(bind)) {
    throw new BadInput(`${place}.bind: ${addressText(bind)} is no address of the client`)
  }
  return isOnNode ? { type: 'node', name: nodeName } : { type: 'pod', address: pod.address }
}

const isCalled = (name: string, called: string): boolean =>
  name === called || caseName(name) === called

// What is sent to a balancer reaches its nodes in turn, with the balancer's address still on it.
function entriesOf({ probe, target }: Aimed, { survey }: Names): readonly string[] {
  const { via, from, place } = probe
  if (via !== undefined && !survey.nodes.some(({ name }) => name === via)) {
    throw new BadInput(`${place}.via: there is no node "${via}"`)
  }
  if (!('external' in from)) return []
  if (via !== undefined) return [via]
  return survey.balancers.find(({ address }) => address === target.address)?.nodes ?? []
}

function expectation(aimed: Aimed, outlook: Outlook, names: Names): Expectation {
  const { probe } = aimed
  const { outcomes, landings, isOne, isDrawn } = outlook
  const [outcome = 'timeout'] = outcomes
  const ended = { outcome: outcomes.length === 1 ? outcome : outcomes }
  if (probe.protocol === 'ICMP') return ended
  const byPod = <Value>(tell: (landing: Outlook['landings'][number]) => Value) =>
    Object.fromEntries(landings.map((landing) => [caseName(landing.pod), tell(landing)]))
  const pods = { ...ended, pods: byPod(({ share }) => share.part / share.of) }
  if (landings.length === 0) return pods
  const kinds = landings.flatMap(({ sources }) =>
    sources.map((source) => kindOf(source, aimed, names)),
  )
  return {
    ...pods,
    ...(isOne ? { onePod: true } : isDrawn ? {} : { shares: false }),
    sources: byPod(({ sources }) => sources.map(addressText)),
    sourceKinds: [...new Set(kinds)].sort(),
  }
}

function kindOf(source: Address, aimed: Aimed, names: Names): string {
  const { nodes } = names.survey
  if (source === selfOf(aimed, names)) return 'client'
  const node = nodes.find(({ address }) => address === source)
  if (node) return `node:${node.name}`
  const gateway = nodes.find((each) => each.gateway === source)
  return gateway ? `gateway:${gateway.name}` : 'other'
}

// The address by which a client is known: of a node that speaks to itself by 127.0.0.1, that one.
function selfOf({ probe: { from, bind }, target }: Aimed, { survey }: Names): Address | undefined {
  if (bind !== undefined) return bind
  if ('external' in from) return from.external
  if ('pod' in from) return survey.pods.find(({ name }) => isCalled(name, from.pod))?.address
  if (target.address >>> 24 === 127) return LOCALHOST
  return survey.nodes.find(({ name }) => name === from.node)?.address
}

const LOCALHOST: Address = 0x7f00_0001
