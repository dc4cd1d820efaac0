/** A question put to a name server; carried as the payload of a datagram to port 53. */
export interface Question {
  /** The client's number for it; the answer has the same. */
  readonly id?: number
  /** Absolute, with its last dot: `web-svc.default.svc.cluster.local.` */
  readonly name: string
  /** `A`, `AAAA`, `CNAME`, `SRV`, `PTR`, `SOA`, `NS`, `TXT`, or any other that may be asked for. */
  readonly type: string
  /** Absent for the internet's, `IN`. */
  readonly class?: string
  /** The flag `rd`: absent where it is set, as nearly every client does. */
  readonly recursionDesired?: false
  /** The flag `cd`. */
  readonly checkingDisabled?: true
  /** What the client says of itself beside the question (RFC 6891). */
  readonly edns?: Edns
}

/** The OPT record of a question. */
export interface Edns {
  /** The longest answer that the client takes by UDP. */
  readonly size: number
  /** The flag `do`. */
  readonly dnssec: boolean
  /** Octets of its options, a cookie for instance, which the answer repeats. */
  readonly optionBytes: number
}

/** How a name server ends. A name that exists without the type asked for (NODATA) is `NOERROR`. */
export type Rcode = 'NOERROR' | 'FORMERR' | 'SERVFAIL' | 'NXDOMAIN' | 'NOTIMP' | 'REFUSED'

/** How the rcodes are counted. */
export const rcodes: readonly Rcode[] = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
]

/** What a name server answers. */
export interface Answer {
  readonly id?: number
  readonly question: Question
  readonly rcode: Rcode
  /** The flag `aa`: the server speaks for the zone. */
  readonly authoritative: boolean
  /** The flag `ra`: the server would ask others. */
  readonly recursionAvailable: boolean
  /** The flag `tc`: not all of it fits into a datagram; by TCP it would. */
  readonly truncated?: true
  readonly answers: readonly ResourceRecord[]
  readonly authority: readonly ResourceRecord[]
  readonly additional: readonly ResourceRecord[]
}

/** One record of an answer. */
export interface ResourceRecord {
  /** The owner's name, absolute. */
  readonly name: string
  readonly type: string
  /** Seconds. */
  readonly ttl: number
  /** As dig prints it: `10.96.120.7`, `0 100 80 web-svc.default.svc.cluster.local.`, `"1.1.0"`. */
  readonly data: string
}

/**
 * What the name servers outside the cluster know: by absolute name in lower case. All else is
 * NXDOMAIN.
 */
export type Upstream = Readonly<Record<string, UpstreamName | 'SERVFAIL'>>

/** The records of one name outside. */
interface UpstreamName {
  readonly A?: readonly string[]
  readonly AAAA?: readonly string[]
  /** Absolute, with its last dot. */
  readonly CNAME?: string
  /** Seconds; 300 when absent. */
  readonly ttl?: number
}

const DEFAULT_TTL = 300
// Resolvers give up on aliases of aliases after about so many.
const ALIASES_FOLLOWED = 10

/** The answer of the resolver outside the cluster: no zone of its own, aliases followed. */
export function answerOutside(upstream: Upstream, question: Question): Answer {
  const answers: ResourceRecord[] = []
  if (question.class !== undefined && question.class !== 'IN') {
    return outside(question, 'REFUSED', [], [])
  }
  let name = question.name
  for (let followed = 0; followed <= ALIASES_FOLLOWED; followed++) {
    const key = name.toLowerCase()
    const known = Object.hasOwn(upstream, key) ? upstream[key] : undefined
    if (known === 'SERVFAIL') return outside(question, 'SERVFAIL', [], [])
    if (known === undefined) return outside(question, 'NXDOMAIN', answers, [ROOT])
    const ttl = known.ttl ?? DEFAULT_TTL
    const owner = name
    if (known.CNAME === undefined) {
      const data = recordsOf(known, question.type)
      answers.push(...data.map((text) => ({ name: owner, type: question.type, ttl, data: text })))
      return outside(question, 'NOERROR', answers, data.length > 0 ? [] : [zoneAbove(owner)])
    }
    answers.push({ name: owner, type: 'CNAME', ttl, data: known.CNAME })
    if (question.type === 'CNAME') return outside(question, 'NOERROR', answers, [])
    name = known.CNAME
  }
  return outside(question, 'SERVFAIL', [], [])
}

const recordsOf = (known: UpstreamName, type: string): readonly string[] =>
  (type === 'A' ? known.A : type === 'AAAA' ? known.AAAA : undefined) ?? []

// A denial tells how long it holds by the record of the zone that makes it.
const ROOT: ResourceRecord = {
  name: '.',
  type: 'SOA',
  ttl: 86_400,
  data: 'a.root-servers.net. nstld.verisign-grs.com. 2026010100 1800 900 604800 86400',
}

// Of two labels, as names are registered.
function zoneAbove(name: string): ResourceRecord {
  const zone = `${name.toLowerCase().split('.').slice(-3, -1).join('.')}.`
  const data = `ns1.${zone} hostmaster.${zone} 2026010100 7200 3600 1209600 3600`
  return { name: zone, type: 'SOA', ttl: 3_600, data }
}

const outside = (
  question: Question,
  rcode: Rcode,
  answers: readonly ResourceRecord[],
  authority: readonly ResourceRecord[],
): Answer => ({
  ...(question.id === undefined ? {} : { id: question.id }),
  question,
  rcode,
  authoritative: false,
  recursionAvailable: true,
  answers,
  authority,
  additional: [],
})
