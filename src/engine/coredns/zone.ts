import type { Answer, Question, ResourceRecord } from '../api/dns'
import { ipText, parseIp } from '../api/ip'
import type { Reader } from '../apiserver/reader'
import type { Service } from '../resources'
import { type Host, hostsOf, readyAddresses, serviceName } from './hosts'
import { isInZone, parseName, ZONE, type ZoneName } from './name'
import { addressOfReverse, isReverse } from './reverse'

/** What CoreDNS looks at to answer. */
export interface ZoneContext {
  readonly reader: Reader
  /** What the name servers outside answer. */
  upstream(name: string, type: string): Answer
  /** The zone's own record, which every denial carries. */
  readonly apex: ResourceRecord
  /** The server's own address. */
  readonly address: string
}

/**
 * Seconds that kubeadm's Corefile gives to every record of the cluster, and the cache to any other.
 */
const TTL = 30
const SHORTEST_TTL = 5
const DNS_VERSION = '"1.1.0"'
const ALIASES_FOLLOWED = 8

/**
 * What CoreDNS with kubeadm's Corefile answers: names of the cluster from its Services,
 * EndpointSlices and Namespaces, all others from the resolver outside.
 */
export function answer(question: Question, context: ZoneContext): Answer {
  const { type } = question
  if (type === 'AXFR' || type === 'IXFR') return reply(question, { rcode: 'REFUSED' })
  const name = question.name.toLowerCase()
  if (isInZone(name)) return inZone(question, parseName(name), context)
  if (type === 'PTR' && isReverse(name)) {
    const names = namesOf(addressOfReverse(name), context.reader)
    if (names.length > 0) {
      const answers = names.map((data) => record(question.name, 'PTR', data))
      return reply(question, { answers })
    }
  }
  return cached({ ...context.upstream(question.name, type), ...identity(question) })
}

/** Whether an answer to a question comes from outside: the cache keeps only those. */
export const isOutside = (found: Answer): boolean => found.recursionAvailable

const identity = (question: Question): Pick<Answer, 'id' | 'question'> =>
  question.id === undefined ? { question } : { id: question.id, question }

type Parts = Partial<Pick<Answer, 'rcode' | 'answers' | 'authority' | 'additional'>>

const NO_RECORDS: readonly ResourceRecord[] = []

// Every answer passes here, tens of thousands a second: written out, it needs no merging of
// objects.
function reply(question: Question, parts: Parts): Answer {
  const { rcode = 'NOERROR', answers = NO_RECORDS } = parts
  const { authority = NO_RECORDS, additional = NO_RECORDS } = parts
  const authoritative = rcode !== 'REFUSED'
  const flags = { rcode, authoritative, recursionAvailable: false, answers, authority, additional }
  const { id } = question
  return id === undefined ? { question, ...flags } : { id, question, ...flags }
}

const record = (name: string, type: string, data: string): ResourceRecord => ({
  name,
  type,
  ttl: TTL,
  data,
})

// The cache plugin gives all records of a message the smallest TTL among them, between 5 and 30.
function cached(found: Answer): Answer {
  const all = [found.answers, found.authority, found.additional]
  let ttl = TTL
  for (const records of all) for (const each of records) ttl = Math.min(ttl, each.ttl)
  ttl = Math.max(ttl, SHORTEST_TTL)
  if (all.every((records) => records.every((each) => each.ttl === ttl))) return found
  const [answers = [], authority = [], additional = []] = all.map((records) =>
    records.map((each) => ({ ...each, ttl })),
  )
  return { ...found, answers, authority, additional }
}

/** The record of the zone itself; its serial number is the Unix time of the last change. */
export const apexOf = (serial: number): ResourceRecord =>
  record(ZONE, 'SOA', `ns.dns.${ZONE} hostmaster.${ZONE} ${serial} 7200 1800 86400 ${TTL}`)

const noData = (question: Question, context: ZoneContext): Answer =>
  reply(question, { authority: [context.apex] })

const missing = (question: Question, context: ZoneContext): Answer =>
  reply(question, { rcode: 'NXDOMAIN', authority: [context.apex] })

function inZone(question: Question, asked: ZoneName, context: ZoneContext): Answer {
  const { type, name } = question
  if (type === 'SOA') {
    // Below the zone's own name it never says NXDOMAIN, whether the name exists or not.
    if (asked.type !== 'apex') return noData(question, context)
    return reply(question, { answers: [{ ...context.apex, name }] })
  }
  switch (asked.type) {
    case 'none':
      return missing(question, context)
    case 'version':
      if (type !== 'TXT') return missing(question, context)
      return reply(question, { answers: [record(name, 'TXT', DNS_VERSION)] })
    case 'apex':
      return type === 'NS' ? nameServer(question, context) : place(question, context)
    case 'branch':
      return place(question, context)
    case 'namespace':
      return hasNamespace(asked.namespace, context)
        ? place(question, context)
        : missing(question, context)
    case 'pod':
      return pod(question, asked, context)
    case 'service':
      return service(question, asked, context)
  }
}

// Names that only hold others have no records; asked for text, CoreDNS denies that they exist.
const place = (question: Question, context: ZoneContext): Answer =>
  question.type === 'TXT' ? missing(question, context) : noData(question, context)

const hasNamespace = (name: string, { reader }: ZoneContext): boolean =>
  reader.get('Namespace', '', name) !== undefined

function nameServer(question: Question, { reader, address }: ZoneContext): Answer {
  const dns = reader.get('Service', 'kube-system', 'kube-dns')
  const name = dns ? serviceName('kube-system', 'kube-dns') : `ns.dns.${ZONE}`
  return reply(question, {
    answers: [record(question.name, 'NS', name)],
    additional: [record(name, 'A', dns?.spec.clusterIP ?? address)],
  })
}

// Under `pods insecure` the address is taken from the name, whether such a Pod exists or not.
function pod(
  question: Question,
  { namespace, address: label }: ZoneName & { type: 'pod' },
  context: ZoneContext,
): Answer {
  const isV4 = label.split('-').length === 4 && !label.includes('--')
  const ip = parseIp(label.replaceAll('-', isV4 ? '.' : ':'))
  const address = ip?.family === (isV4 ? 'IPv4' : 'IPv6') ? ipText(ip) : undefined
  if (!address || !hasNamespace(namespace, context)) return missing(question, context)
  const type = isV4 ? 'A' : 'AAAA'
  if (question.type !== type) return noData(question, context)
  return reply(question, { answers: [record(question.name, type, address)] })
}

function service(
  question: Question,
  asked: ZoneName & { type: 'service' },
  context: ZoneContext,
): Answer {
  const found = context.reader.get('Service', asked.namespace, asked.service)
  if (!found) return missing(question, context)
  if (found.spec.type === 'ExternalName') {
    const bare = asked.endpoint === undefined && asked.port === undefined
    return bare ? alias(question, found, context) : missing(question, context)
  }
  const hosts = hostsOf(found, asked, context.reader)
  if (hosts.length === 0) return missing(question, context)
  const { type } = question
  const parts =
    type === 'A' || type === 'AAAA'
      ? { answers: addresses(question.name, type, hosts) }
      : type === 'SRV'
        ? locations(question.name, hosts)
        : {}
  return parts.answers && parts.answers.length > 0
    ? reply(question, parts)
    : noData(question, context)
}

const familyOf = (address: string): 'A' | 'AAAA' => (address.includes(':') ? 'AAAA' : 'A')

function addresses(owner: string, type: string, hosts: readonly Host[]): ResourceRecord[] {
  const records: ResourceRecord[] = []
  const seen = new Set<string>()
  for (const { address } of hosts) {
    if (familyOf(address) !== type || seen.has(address)) continue
    seen.add(address)
    records.push(record(owner, type, address))
  }
  return records
}

// Weights share 100 among all that was found, before what is the same is dropped.
function locations(owner: string, hosts: readonly Host[]): Parts {
  const weight = Math.max(Math.floor(100 / hosts.length), 1)
  const answers = new Map<string, ResourceRecord>()
  const additional = new Map<string, ResourceRecord>()
  for (const { address, port, name } of hosts) {
    if (port === undefined) continue
    const data = `0 ${weight} ${port} ${name}`
    answers.set(data, record(owner, 'SRV', data))
    additional.set(`${name} ${address}`, record(name, familyOf(address), address))
  }
  return { answers: [...answers.values()], additional: [...additional.values()] }
}

const targetOf = ({ spec }: Service): string => (spec.externalName ?? '').replace(/\.?$/, '.')

function alias(question: Question, found: Service, context: ZoneContext): Answer {
  const target = targetOf(found)
  const bare = target.slice(0, -1)
  if (parseIp(bare)) return missing(question, context)
  const { type, name } = question
  if (type === 'CNAME') return reply(question, { answers: [record(name, 'CNAME', target)] })
  if (type !== 'A' && type !== 'AAAA') return noData(question, context)
  const answers = followed({ type, name }, target, [], context)
  return answers.length > 0 ? cached(reply(question, { answers })) : noData(question, context)
}

// The alias and what it stands for. One that leads to nothing in the cluster is not shown at all;
// one that leads outside is, whatever is found there.
function followed(
  { type, name }: { readonly type: string; readonly name: string },
  target: string,
  before: readonly string[],
  context: ZoneContext,
): readonly ResourceRecord[] {
  const first = record(name, 'CNAME', target)
  const lower = target.toLowerCase()
  if (lower === name.toLowerCase() || before.includes(lower)) return []
  if (!isInZone(lower)) return [first, ...context.upstream(target, type).answers]
  const asked = parseName(lower)
  if (before.length >= ALIASES_FOLLOWED) return []
  const found =
    asked.type === 'service'
      ? context.reader.get('Service', asked.namespace, asked.service)
      : undefined
  const rest =
    found?.spec.type === 'ExternalName'
      ? followed({ type, name: target }, targetOf(found), [...before, lower], context)
      : inZone({ type, name: target }, asked, context).answers
  return rest.length > 0 ? [first, ...rest] : []
}

const hasAddress = ({ spec }: Service, address: string): boolean =>
  spec.clusterIPs?.includes(address) ?? false

// A Service's own address has one name; an endpoint has one for each Service that lists it as
// ready.
function namesOf(address: string | undefined, reader: Reader): readonly string[] {
  if (address === undefined) return []
  const [first] = reader.indexed('Service', 'clusterIP', address)
  const owner = first ?? reader.list('Service').find((each) => hasAddress(each, address))
  if (owner) return [serviceName(owner.metadata.namespace ?? '', owner.metadata.name)]
  const names = new Set<string>()
  for (const slice of reader.list('EndpointSlice')) {
    const { namespace = '', labels } = slice.metadata
    const name = labels?.['kubernetes.io/service-name']
    if (name === undefined) continue
    for (const each of readyAddresses(slice)) {
      if (each.address === address) names.add(`${each.host}.${serviceName(namespace, name)}`)
    }
  }
  return [...names]
}
