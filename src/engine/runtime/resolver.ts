import { type Address, parseAddress } from '../api/address'
import type { Answer, Question } from '../api/dns'

import type { ResolverConfig } from './runtime'

/** A name as the resolver asks for it, once for each family, at the same time. */
export interface Questions {
  readonly v4: Question
  readonly v6: Question
}

const LONGEST_LABEL = 63
const LONGEST_NAME = 253

// What a resolver asks for a name depends on its resolv.conf alone. Bounded by starting over.
const known = new WeakMap<ResolverConfig, Map<string, readonly Questions[]>>()
const MOST_KNOWN = 1_000

/**
 * The names that musl's resolver tries for one that a program asks for, in order: with fewer dots
 * than `ndots` the search list and then the name as it is; otherwise, or with a last dot, as it is
 * only. None for a name that cannot be sent.
 */
export function questionsFor(name: string, resolver: ResolverConfig): readonly Questions[] {
  let names = known.get(resolver)
  if (!names) {
    names = new Map()
    known.set(resolver, names)
  }
  const already = names.get(name)
  if (already) return already
  if (names.size >= MOST_KNOWN) names.clear()
  const questions = candidates(name, resolver).map((each) => ({
    v4: { name: each, type: 'A' },
    v6: { name: each, type: 'AAAA' },
  }))
  names.set(name, questions)
  return questions
}

function candidates(name: string, { search, ndots }: ResolverConfig): readonly string[] {
  const isAbsolute = name.endsWith('.')
  const bare = isAbsolute ? name.slice(0, -1) : name
  if (!isSendable(bare)) return []
  const dots = bare.split('.').length - 1
  if (isAbsolute || dots >= ndots) return [`${bare}.`]
  return [...search.map((domain) => `${bare}.${domain.replace(/\.$/, '')}.`), `${bare}.`].filter(
    (each) => isSendable(each.slice(0, -1)),
  )
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

/** The first name server: the only one asked. 0 when there is none. */
export const nameserverOf = ({ nameservers }: ResolverConfig): Address =>
  addressOf(nameservers[0] ?? '')

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

/**
 * Sums up both answers as musl does: a failure ends the search, so does a name without addresses.
 */
export function decide(v4: Answered, v6: Answered): Decision {
  if (v4 === 'failure' || v6 === 'failure') return 'SERVFAIL'
  if (v4 === 'addresses') return 'connect'
  if (v4 === 'no-name' || v6 === 'no-name') return 'next'
  return 'NODATA'
}
