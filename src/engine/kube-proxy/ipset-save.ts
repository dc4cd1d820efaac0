import { addressText, cidrText } from '../api/address'
import type { SetListing } from '../api/kernel'
import type { NamedSet, Ruleset, SetElement, SetKey } from '../network/rules'
import { hashText } from '../sim'
import { headLine, ListedLine } from './listed-line'

const types: Readonly<Record<SetKey, string>> = {
  address: 'hash:ip',
  port: 'bitmap:port',
  service: 'hash:ip,port',
  'service-source': 'hash:ip,port,ip',
  'service-block': 'hash:ip,port,net',
}

/** A node's ipsets as `ipset save` prints them. */
export const ipsetSave = (ruleset: Ruleset): string =>
  ipsetLines(ruleset)
    .map(({ text }) => `${text}\n`)
    .join('')

/** The same, line by line. */
export const ipsetLines = ({ ipsets }: Ruleset): readonly ListedLine[] =>
  Array.from(ipsets?.entries() ?? [], ([, set]) => set).flatMap(setLines)

// How the kernel keeps a set: the size of an empty one and of each element (6.x, 64 bits).
const BITMAP = { revision: 3, base: 8264, each: 0 }
const kept: Readonly<Record<SetKey, { revision: number; base: number; each: number }>> = {
  address: { revision: 6, base: 216, each: 40 },
  port: BITMAP,
  service: { revision: 7, base: 216, each: 48 },
  'service-source': { revision: 6, base: 208, each: 56 },
  'service-block': { revision: 8, base: 464, each: 56 },
}

/** A node's ipsets, with what `ipset list` says of each. */
export function ipsetListing(ruleset: Ruleset, node: string): readonly SetListing[] {
  const references = referencesIn(ruleset)
  return Array.from(ruleset.ipsets?.entries() ?? [], ([, set]) => {
    const { name, key } = set
    const members = [...elementsOf(set).keys()]
    const { revision, base, each } = kept[key]
    const seed = key === 'port' ? '' : ` bucketsize 12 initval 0x${seedOf(node, name)}`
    return {
      name,
      type: types[key],
      revision,
      header: `${optionsOf(set)}${seed}`,
      bytes: base + each * members.length,
      references: references.get(name) ?? 0,
      members,
    }
  })
}

// The number that a set's hashing begins with is drawn when the set is made.
const seedOf = (node: string, name: string): string =>
  (hashText(`${node}/${name}`) >>> 0).toString(16).padStart(8, '0')

function referencesIn({ filter, nat }: Ruleset): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const table of [filter, nat]) {
    for (const [, { rules }] of table.entries()) {
      for (const match of rules.flatMap(({ matches }) => matches)) {
        if (match.type === 'set') found.set(match.set, (found.get(match.set) ?? 0) + 1)
      }
    }
  }
  return found
}

const optionsOf = ({ key }: NamedSet): string =>
  key === 'port' ? 'range 0-65535' : 'family inet hashsize 1024 maxelem 65536'

// A bitmap has an order of its own.
function elementsOf({ key, elements }: NamedSet): ReadonlyMap<string, SetElement> {
  const all = elements.map((each) => [elementText(each, key), each] as const)
  if (key === 'port') all.sort(([, left], [, right]) => (left.port ?? 0) - (right.port ?? 0))
  return new Map(all)
}

function setLines(set: NamedSet): readonly ListedLine[] {
  const group = `@${set.name}`
  return [
    headLine(`create ${set.name} ${types[set.key]} ${optionsOf(set)}`, group),
    ...Array.from(
      elementsOf(set),
      ([text, element]) =>
        new ListedLine('rule', { group, elements: [element] }, () => `add ${set.name} ${text}`),
    ),
  ]
}

function elementText({ address = 0, protocol, port, source }: SetElement, key: SetKey): string {
  if (key === 'port') return String(port)
  if (key === 'address') return addressText(address)
  const service = `${addressText(address)},${protocol}:${port}`
  if (!source) return service
  return `${service},${key === 'service-source' ? addressText(source.base) : cidrText(source)}`
}
