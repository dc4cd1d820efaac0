import type { Question, ResourceRecord } from '../../api/dns'
import { parseIp } from '../../api/ip'
import type { Service } from '../../resources'
import { isIn, type Served } from '../plugins/plugin'

/** Chains of aliases within the zone end here (plugin/backend_lookup.go). */
const MOST_FOLLOWED = 10

/** What an alias is followed with. */
export interface Following {
  readonly zone: string
  readonly ttl: number
  /** The Service that a name of the zone stands for. */
  serviceAt(name: string): Service | undefined
  /** What the zone itself answers. */
  inZone(question: Question): Served
  /** What the whole server answers for a name outside. */
  outside(question: Question): Served
}

/** Where an ExternalName Service leads; undefined when that is an address. */
export function targetOf({ spec }: Service): string | undefined {
  const name = (spec.externalName ?? '').replace(/\.$/, '')
  return parseIp(name) ? undefined : `${name}.`
}

/** Records, or that somebody else has to be asked first. */
export type Followed = readonly ResourceRecord[] | (Served & { readonly type: 'wait' })

/**
 * The alias and what it stands for. One that leads to nothing in the cluster is not shown at all;
 * one that leads outside is, whatever is found there.
 */
export function followed(
  question: Question,
  target: string,
  before: readonly string[],
  following: Following,
): Followed {
  const { name } = question
  const first: ResourceRecord = { name, type: 'CNAME', ttl: following.ttl, data: target }
  const lower = target.toLowerCase()
  if (isIn(name.toLowerCase(), lower) || before.includes(lower)) return []
  if (before.length > MOST_FOLLOWED) return []
  const next = { ...question, name: target }
  if (!isIn(following.zone, lower)) {
    const found = following.outside(next)
    if (found.type === 'wait') return found
    return found.type === 'answer' ? [first, ...found.answer.answers] : [first]
  }
  const service = following.serviceAt(lower)
  if (service?.spec.type === 'ExternalName') {
    const further = targetOf(service)
    const rest = further === undefined ? [] : followed(next, further, [...before, lower], following)
    return 'type' in rest ? rest : rest.length > 0 ? [first, ...rest] : []
  }
  const found = following.inZone(next)
  const rest = found.type === 'answer' ? found.answer.answers : []
  return rest.length > 0 ? [first, ...rest] : []
}
