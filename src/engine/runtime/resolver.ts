import { type Address, parseAddress } from '../api/address'
import type { Answer, Question } from '../api/dns'
import type { Libc } from '../images/image'
import type { ResolverConfig } from './runtime'

/** A name as the resolver asks for it, once for each family, at the same time. */
export interface Questions {
  readonly v4: Question
  readonly v6: Question
}

const LONGEST_LABEL = 63
const LONGEST_NAME = 253

// What a resolver asks for a name depends on its resolv.conf and its library alone. Bounded by
// starting over.
type Known = Map<string, readonly Questions[]>
const known: Readonly<Record<Libc, WeakMap<ResolverConfig, Known>>> = {
  musl: new WeakMap(),
  glibc: new WeakMap(),
}
const MOST_KNOWN = 1_000

/** The names that a resolver tries for one that a program asks for, each with both families. */
export function questionsFor(
  name: string,
  resolver: ResolverConfig,
  libc: Libc = 'musl',
): readonly Questions[] {
  let names = known[libc].get(resolver)
  if (!names) {
    names = new Map()
    known[libc].set(resolver, names)
  }
  const already = names.get(name)
  if (already) return already
  if (names.size >= MOST_KNOWN) names.clear()
  const questions = candidatesFor(name, resolver, libc).map((each) => ({
    v4: { name: each, type: 'A' },
    v6: { name: each, type: 'AAAA' },
  }))
  names.set(name, questions)
  return questions
}

/**
 * The absolute names that stand for one that a program asks for, in order. With fewer dots than
 * `ndots` the search list comes first, and then the name as it is. With as many, musl takes it as
 * it is only, glibc as it is first. A last dot ends all searching. None for what cannot be sent.
 */
export function candidatesFor(
  name: string,
  { search, ndots }: Pick<ResolverConfig, 'search' | 'ndots'>,
  libc: Libc,
): readonly string[] {
  if (name === '.') return [name]
  const isAbsolute = name.endsWith('.')
  const bare = isAbsolute ? name.slice(0, -1) : name
  if (!isSendable(bare)) return []
  const isLong = bare.split('.').length - 1 >= ndots
  if (isAbsolute || (isLong && libc === 'musl')) return [`${bare}.`]
  const searched = search
    .map((domain) => domain.replace(/\.$/, ''))
    .map((domain) => (domain === '' ? `${bare}.` : `${bare}.${domain}.`))
    .filter((each) => isSendable(each.slice(0, -1)))
  return isLong ? [`${bare}.`, ...searched] : [...searched, `${bare}.`]
}

const isSendable = (name: string): boolean =>
  name.length <= LONGEST_NAME &&
  name.split('.').every((label) => label.length > 0 && label.length <= LONGEST_LABEL)

/** What an answer says. */
export function answeredBy({ rcode, answers }: Answer, type: string): Answered {
  if (rcode === 'NXDOMAIN') return 'no-name'
  if (rcode !== 'NOERROR') return 'failure'
  for (const record of answers) if (record.type === type) return 'addresses'
  return 'nothing'
}

// Texts of addresses come again and again. Bounded by starting over.
const addresses = new Map<string, Address>()

function addressOf(text: string): Address {
  const already = addresses.get(text)
  if (already !== undefined) return already
  const address = parseAddress(text) ?? 0
  if (addresses.size >= MOST_KNOWN) addresses.clear()
  addresses.set(text, address)
  return address
}

const NOBODY: readonly Address[] = []
const MOST_NAMESERVERS = 3
const servers = new WeakMap<ResolverConfig, readonly Address[]>()

/** The name servers that are asked: the first three. */
export function nameserversOf(config: ResolverConfig): readonly Address[] {
  const already = servers.get(config)
  if (already) return already
  const first = config.nameservers.slice(0, MOST_NAMESERVERS)
  const found = first.length > 0 ? first.map(addressOf) : NOBODY
  servers.set(config, found)
  return found
}

/** How long a resolver waits for an answer, and how often it asks. */
export interface Patience {
  readonly seconds: number
  readonly attempts: number
}

const USUAL: Patience = { seconds: 5, attempts: 2 }

/** What the options `timeout` and `attempts` say. */
export function patienceOf({ options }: ResolverConfig): Patience {
  if (!options) return USUAL
  const numberOf = (name: string, [usual, most]: readonly [usual: number, most: number]) => {
    const text = options.find((option) => option.startsWith(`${name}:`))?.slice(name.length + 1)
    const value = text === undefined || !/^\d+$/.test(text) ? usual : Number(text)
    return Math.min(Math.max(value, 1), most)
  }
  return { seconds: numberOf('timeout', [5, 60]), attempts: numberOf('attempts', [2, 10]) }
}

/** The IPv4 addresses in an answer, in its order. */
export function addressesIn({ answers }: Answer): readonly Address[] {
  const found: Address[] = []
  for (const { type, data } of answers) if (type === 'A') found.push(addressOf(data))
  return found
}

/** How one question stands. */
export type Answered = 'open' | 'addresses' | 'nothing' | 'no-name' | 'failure'

/** What the resolver does once both questions are answered. */
export type Decision = 'connect' | 'next' | 'NODATA' | 'SERVFAIL'

/** What a search has come upon that goes on. */
export type Met = 'nothing' | 'NODATA' | 'SERVFAIL'

/** Sums up both answers: what to do, and what to remember if the search goes on. */
export function decide(v4: Answered, v6: Answered, libc: Libc): Decision {
  if (libc === 'glibc' && v4 === 'addresses') return 'connect'
  if (v4 === 'failure' || v6 === 'failure') return 'SERVFAIL'
  if (v4 === 'addresses') return 'connect'
  if (v4 === 'no-name' || v6 === 'no-name') return 'next'
  return 'NODATA'
}

/** musl searches on after a denial only, glibc after everything but an address. */
export function goesOn(decision: Decision, libc: Libc): boolean {
  return decision === 'next' || libc === 'glibc'
}

/** What is left of a search that has found nothing. */
export const outcomeOf = (met: Met): 'NXDOMAIN' | 'NODATA' | 'SERVFAIL' =>
  met === 'nothing' ? 'NXDOMAIN' : met

/** What a search has met after one more name; that there is a name weighs more than a failure. */
export function metAfter(met: Met, decision: Decision): Met {
  if (decision === 'NODATA' || met === 'NODATA') return 'NODATA'
  return decision === 'SERVFAIL' ? 'SERVFAIL' : met
}
