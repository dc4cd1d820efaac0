import type { Upstream } from '../../engine/api/dns'
import { BadInput } from '../bad-input'
import { isObject, parseJson } from '../json-input'

/** A cluster, and what is asked in it. */
export interface Scenario {
  /** Everything that was given, to be passed on. */
  readonly given: Given
  readonly yaml: string
  readonly upstream: Upstream
  readonly queries: readonly Query[]
  /** Where in the file it stands. */
  readonly place: string
}

/** One look-up. */
export interface Query {
  readonly given: Given
  readonly namespace: string
  readonly name: string
  readonly type: string
  readonly libc: 'musl' | 'glibc'
}

type Given = Readonly<Record<string, unknown>>

/** Reads a file of cases; says in what place it is wrong. */
export function readCases(file: string, text: string): readonly Scenario[] {
  const whole = objectAt(parseJson(file, text), `${file}: `, 'an object with `scenarios`')
  const scenarios = listAt(whole, 'scenarios', `${file}: `)
  const read = scenarios.map((each, index) => scenarioAt(each, `${file}: scenarios[${index}]`))
  unique(read)
  return read
}

function scenarioAt(value: unknown, place: string): Scenario {
  const given = objectAt(value, place, 'a scenario, an object,')
  const at = `${place}.`
  textAt(given, 'id', at)
  const queries = listAt(given, 'queries', at).map((each, index) =>
    queryAt(each, `${place}.queries[${index}]`),
  )
  unique(queries.map((each, index) => ({ ...each, place: `${place}.queries[${index}]` })))
  const yaml = textAt(given, 'yaml', at)
  const upstream = upstreamAt(given['upstream'] ?? {}, `${place}.upstream`)
  return { given, yaml, upstream, queries, place }
}

function unique(all: readonly { readonly given: Given; readonly place: string }[]): void {
  const ids = new Set<unknown>()
  for (const { given, place } of all) {
    const { id } = given
    if (ids.has(id)) throw new BadInput(`${place}.id: another is called "${id}"`)
    ids.add(id)
  }
}

const LIBRARIES = ['musl', 'glibc'] as const
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

// The types that `dig` knows by name, as far as anybody asks for them.
const TYPES =
  `A AAAA AFSDB ANY AXFR CAA CDNSKEY CDS CERT CNAME DNAME DNSKEY DS HINFO HTTPS IXFR KEY LOC MX
  NAPTR NS NSEC NSEC3 NSEC3PARAM OPENPGPKEY PTR RP RRSIG SIG SOA SPF SRV SSHFP SVCB TLSA TXT
  URI`.split(/\s+/)

function queryAt(value: unknown, place: string): Query {
  const given = objectAt(value, place, 'a query, an object,')
  const at = `${place}.`
  textAt(given, 'id', at)
  const namespace = textAt(given, 'from_namespace', at)
  if (!LABEL.test(namespace)) {
    throw new BadInput(`${at}from_namespace: "${namespace}" is no name of a namespace`)
  }
  const { name } = given
  if (typeof name !== 'string') throw new BadInput(`${at}name: ${whatOf(name)}a text is expected`)
  const type = textAt(given, 'type', at).toUpperCase()
  if (!TYPES.includes(type) && !/^TYPE\d{1,5}$/.test(type)) {
    throw new BadInput(`${at}type: "${type}" is no type of record`)
  }
  const library = given['libc'] ?? 'musl'
  const libc = LIBRARIES.find((each) => each === library)
  if (!libc) {
    throw new BadInput(`${at}libc: ${JSON.stringify(library)}: one of ${LIBRARIES.join(', ')}`)
  }
  return { given, namespace, name, type, libc }
}

function upstreamAt(value: unknown, place: string): Upstream {
  const given = objectAt(value, place, 'an object of names')
  const names = Object.entries(given).map(([name, known]) => {
    const at = `${place}["${name}"]`
    const absolute = name.toLowerCase().replace(/\.?$/, '.')
    return [absolute, known === 'SERVFAIL' ? known : recordsAt(known, at)] as const
  })
  return Object.fromEntries(names)
}

function recordsAt(value: unknown, place: string): Exclude<Upstream[string], 'SERVFAIL'> {
  const what = '"SERVFAIL", or an object with A, AAAA, CNAME and ttl'
  const { A, AAAA, CNAME, ttl } = objectAt(value, place, what)
  const isCount = Number.isInteger(ttl) && Number(ttl) >= 0
  if (ttl !== undefined && !isCount) {
    throw new BadInput(`${place}.ttl: a whole number of seconds is expected`)
  }
  if (CNAME !== undefined && typeof CNAME !== 'string') {
    throw new BadInput(`${place}.CNAME: a text is expected`)
  }
  return {
    ...(A === undefined ? {} : { A: textsAt(A, `${place}.A`) }),
    ...(AAAA === undefined ? {} : { AAAA: textsAt(AAAA, `${place}.AAAA`) }),
    ...(typeof CNAME === 'string' ? { CNAME: CNAME.replace(/\.?$/, '.') } : {}),
    ...(ttl === undefined ? {} : { ttl: Number(ttl) }),
  }
}

function textsAt(value: unknown, place: string): readonly string[] {
  const isTexts = Array.isArray(value) && value.every((each) => typeof each === 'string')
  if (!isTexts) throw new BadInput(`${place}: a list of addresses is expected`)
  return value
}

function objectAt(value: unknown, place: string, what: string): Given {
  if (isObject(value)) return value
  throw new BadInput(`${place}${place.endsWith(' ') ? '' : ': '}${what} is expected`)
}

function listAt(given: Given, key: string, at: string): readonly unknown[] {
  const value = given[key]
  if (Array.isArray(value)) return value
  throw new BadInput(`${at}${key}: ${whatOf(value)}a list is expected`)
}

function textAt(given: Given, key: string, at: string): string {
  const value = given[key]
  if (typeof value === 'string' && (value !== '' || key === 'yaml')) return value
  throw new BadInput(`${at}${key}: ${whatOf(value)}a text is expected`)
}

const whatOf = (value: unknown): string => (value === undefined ? 'missing; ' : '')
