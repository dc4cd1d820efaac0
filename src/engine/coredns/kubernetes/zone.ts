import type { Question, ResourceRecord } from '../../api/dns'
import { ipText, parseIp } from '../../api/ip'
import { matchesSelector } from '../../api/labels'
import type { Namespace, Service } from '../../resources'
import { isIn, type Next, type Served, type Turn, written, zoneOf } from '../plugins/plugin'
import { type Followed, followed, targetOf } from './aliases'
import { type Host, hostsOf, serviceName } from './hosts'
import { parseName, type ZoneName } from './name'
import { addressOfReverse, isReverse } from './reverse'
import { namesOf } from './reverse-names'
import type { KubernetesSettings } from './settings'

/** The longest that the zone's own record may be kept. */
const LONGEST_APEX = 300
const DNS_VERSION = { data: '"1.1.0"', ttl: 28_800 }

/** Answers a question for one of its zones; all others are the next plugin's. */
export function serveZones(
  question: Question,
  turn: Turn,
  next: Next,
  settings: KubernetesSettings,
): Served {
  const name = question.name.toLowerCase()
  const zone = zoneOf(settings.zones, name)
  if (zone === undefined) return next(question)
  return new Zone(zone, settings, turn, next).serve(question, name)
}

type ServiceName = ZoneName & { readonly type: 'service' }

/** One zone while it answers one question (plugin/kubernetes). */
class Zone {
  constructor(
    private readonly zone: string,
    private readonly settings: KubernetesSettings,
    private readonly turn: Turn,
    private readonly next: Next,
  ) {}

  serve(question: Question, name: string): Served {
    const { type } = question
    if (type === 'AXFR' || type === 'IXFR') return { type: 'failed', rcode: 'REFUSED' }
    if (isReverse(name)) return this.byAddress(question, name)
    return this.inZone(question, parseName(name, this.zone))
  }

  private byAddress(question: Question, name: string): Served {
    const { type } = question
    if (type === 'SOA') return this.apexOrNothing(question, name === this.zone)
    const address = type === 'PTR' ? addressOfReverse(name) : undefined
    const { reader } = this.turn.cluster
    const names = address === undefined ? [] : namesOf(address, reader, this.settings)
    if (names.length === 0) return this.missing(question)
    return written(question, {
      answers: names.map((data) => this.record(question.name, 'PTR', data)),
    })
  }

  private inZone(question: Question, asked: ZoneName): Served {
    const { type, name } = question
    // Below the zone's own name it never says NXDOMAIN, whether the name exists or not.
    if (type === 'SOA') return this.apexOrNothing(question, asked.type === 'apex')
    switch (asked.type) {
      case 'none':
        return this.missing(question)
      case 'version': {
        if (type !== 'TXT') return this.missing(question)
        return written(question, { answers: [{ name, type: 'TXT', ...DNS_VERSION }] })
      }
      case 'apex':
        return type === 'NS' ? this.nameServer(question) : this.place(question)
      case 'branch':
        return this.place(question)
      case 'namespace':
        return this.isExposed(asked.namespace) ? this.place(question) : this.missing(question)
      case 'pod':
        return this.pod(question, asked)
      case 'service':
        return this.service(question, asked)
    }
  }

  private record(name: string, type: string, data: string): ResourceRecord {
    return { name, type, ttl: this.settings.ttl, data }
  }

  /** The record of the zone itself, which every denial carries. */
  private get apex(): ResourceRecord {
    const { ttl } = this.settings
    const { zone } = this
    const { serial } = this.turn.cluster
    const numbers = `${serial} 7200 1800 86400 ${ttl}`
    const data = `ns.dns.${zone} hostmaster.${zone} ${numbers}`
    return { name: zone, type: 'SOA', ttl: Math.min(ttl, LONGEST_APEX), data }
  }

  private apexOrNothing(question: Question, isApex: boolean): Served {
    if (!isApex) return this.noData(question)
    return written(question, { answers: [{ ...this.apex, name: question.name }] })
  }

  private noData(question: Question): Served {
    return written(question, { authority: [this.apex] })
  }

  private missing(question: Question): Served {
    if (zoneOf(this.settings.fallthrough, question.name.toLowerCase()) !== undefined) {
      return this.next(question)
    }
    const rcode = this.turn.cluster.hasSynced ? 'NXDOMAIN' : 'SERVFAIL'
    return written(question, { rcode, authority: [this.apex] })
  }

  // Names that only hold others have no records; asked for text, CoreDNS denies that they exist.
  private place(question: Question): Served {
    return question.type === 'TXT' ? this.missing(question) : this.noData(question)
  }

  private isExposed(name: string): boolean {
    const { namespaces, namespaceLabels } = this.settings
    if (namespaces.length > 0 && !namespaces.includes(name)) return false
    const found: Namespace | undefined = this.turn.cluster.reader.get('Namespace', '', name)
    if (!found) return false
    return !namespaceLabels || matchesSelector(namespaceLabels, found.metadata.labels)
  }

  private nameServer(question: Question): Served {
    const { reader, address } = this.turn.cluster
    const dns = reader.get('Service', 'kube-system', 'kube-dns')
    const { zone } = this
    const name = dns ? serviceName('kube-system', 'kube-dns', zone) : `ns.dns.${zone}`
    const addresses = dns?.spec.clusterIPs ?? [address]
    return written(question, {
      answers: [this.record(question.name, 'NS', name)],
      additional: addresses.map((each) => this.record(name, familyOf(each), each)),
    })
  }

  private pod(question: Question, asked: ZoneName & { type: 'pod' }): Served {
    const { namespace, address: label } = asked
    const { pods } = this.settings
    const isV4 = label.split('-').length === 4 && !label.includes('--')
    const ip = parseIp(label.replaceAll('-', isV4 ? '.' : ':'))
    const address = ip?.family === (isV4 ? 'IPv4' : 'IPv6') ? ipText(ip) : undefined
    if (pods === 'disabled' || !address || !this.isExposed(namespace)) return this.missing(question)
    if (pods === 'verified' && !this.hasPod(namespace, address)) return this.missing(question)
    const type = isV4 ? 'A' : 'AAAA'
    if (question.type !== type) return this.noData(question)
    return written(question, { answers: [this.record(question.name, type, address)] })
  }

  private hasPod(namespace: string, address: string): boolean {
    this.turn.isPlain = false
    return this.turn.cluster.pods
      .list('Pod', namespace)
      .some(({ status }) => status.podIP === address)
  }

  private found({ namespace, service }: ServiceName): Service | undefined {
    if (!this.isExposed(namespace)) return undefined
    const found: Service | undefined = this.turn.cluster.reader.get('Service', namespace, service)
    const { labels } = this.settings
    return found && labels && !matchesSelector(labels, found.metadata.labels) ? undefined : found
  }

  private service(question: Question, asked: ServiceName): Served {
    const found = this.found(asked)
    if (!found) return this.missing(question)
    if (found.spec.type === 'ExternalName') {
      const isBare = asked.endpoint === undefined && asked.port === undefined
      return isBare ? this.alias(question, found) : this.missing(question)
    }
    const { zone, settings } = this
    const hosts = hostsOf(found, asked, { reader: this.turn.cluster.reader, settings, zone })
    if (hosts.length === 0) return this.missing(question)
    const parts = this.recordsOf(question, hosts)
    return parts.answers.length > 0 ? written(question, parts) : this.noData(question)
  }

  private recordsOf({ type, name }: Question, hosts: readonly Host[]): Parts {
    if (type === 'SRV') return this.locations(name, hosts)
    if (type !== 'A' && type !== 'AAAA') return { answers: [] }
    const addresses = new Set<string>()
    for (const { address } of hosts) if (familyOf(address) === type) addresses.add(address)
    return { answers: [...addresses].map((address) => this.record(name, type, address)) }
  }

  // Weights share 100 among all that was found, before what is the same is dropped.
  private locations(owner: string, hosts: readonly Host[]): Parts {
    const weight = Math.max(Math.floor(100 / hosts.length), 1)
    const answers = new Map<string, ResourceRecord>()
    const additional = new Map<string, ResourceRecord>()
    for (const { address, port, name } of hosts) {
      if (port === undefined) continue
      const data = `0 ${weight} ${port} ${name}`
      answers.set(data, this.record(owner, 'SRV', data))
      additional.set(`${name} ${address}`, this.record(name, familyOf(address), address))
    }
    return { answers: [...answers.values()], additional: [...additional.values()] }
  }

  private alias(question: Question, found: Service): Served {
    const target = targetOf(found)
    if (target === undefined) return this.missing(question)
    const { type, name } = question
    if (type === 'CNAME') {
      return written(question, { answers: [this.record(name, 'CNAME', target)] })
    }
    if (type !== 'A' && type !== 'AAAA') return this.noData(question)
    const records: Followed = followed(question, target, [], {
      zone: this.zone,
      ttl: this.settings.ttl,
      serviceAt: (at) => this.serviceAt(at),
      inZone: (further) => this.inZone(further, parseName(further.name.toLowerCase(), this.zone)),
      outside: (further) => this.turn.lookup(further),
    })
    if ('type' in records) return records
    return records.length > 0 ? written(question, { answers: records }) : this.noData(question)
  }

  private serviceAt(name: string): Service | undefined {
    const asked = isIn(this.zone, name) ? parseName(name, this.zone) : undefined
    return asked?.type === 'service' ? this.found(asked) : undefined
  }
}

interface Parts {
  readonly answers: readonly ResourceRecord[]
  readonly additional?: readonly ResourceRecord[]
}

const familyOf = (address: string): 'A' | 'AAAA' => (address.includes(':') ? 'AAAA' : 'A')
