import type { Reader } from '../engine'
import { sameJson } from '../engine/api/equality'
import type { EndpointSlice } from '../engine/resources'
import { SERVICE_NAME_LABEL } from '../engine/resources/endpointslice'
import { Memo, StableLists } from './memo'
import { type Candidate, type Listed, listedOf, serviceSummary } from './service'
import type { PodSummary, ServiceSummary } from './summary'

/** The Pods that Services are seen beside. */
export interface Shown {
  /** Those that are told one by one. */
  readonly pods: readonly PodSummary[]
  /** By the workload that stands for them: a Pod that the others are like. */
  readonly likenesses: ReadonlyMap<string, PodSummary>
  /** The workload of a Pod that is not told by itself. */
  readonly groupOf: (pod: string) => string | undefined
  /** Another value when `groupOf` may say something else of a Pod that a slice lists. */
  readonly grouping: unknown
}

/** What is shown of Services: made again only for those that something has changed about. */
export class Services {
  private readonly services = new Memo<ServiceSummary>()
  private readonly listed = new Memo<Listed>()
  private readonly listsOf = new StableLists<Listed>()
  private readonly candidates = new Map<string, readonly Candidate[]>()

  of(reader: Reader, shown: Shown): readonly ServiceSummary[] {
    const lists = this.listsByService(reader, shown)
    this.findCandidates(shown)
    const summaries = reader.list('Service').map((service) => {
      const { uid, name, namespace = '' } = service.metadata
      const listed = lists.get(`${namespace}/${name}`) ?? none
      const candidates = this.candidates.get(namespace) ?? none
      return this.services.of(uid, [service, listed, candidates], () =>
        serviceSummary(service, { listed, candidates }),
      )
    })
    this.services.sweep()
    return summaries
  }

  private listsByService(reader: Reader, shown: Shown): ReadonlyMap<string, readonly Listed[]> {
    const found = new Map<string, Listed[]>()
    for (const slice of reader.list('EndpointSlice')) {
      const { namespace, labels } = slice.metadata
      const service = `${namespace}/${labels?.[SERVICE_NAME_LABEL]}`
      const all = found.get(service)
      const listed = this.listedOf(slice, shown)
      if (all) all.push(listed)
      else found.set(service, [listed])
    }
    const stable = [...found].map(([name, all]) => [name, this.listsOf.of(name, all)] as const)
    this.listsOf.sweep()
    this.listed.sweep()
    return new Map(stable)
  }

  private listedOf(slice: EndpointSlice, { grouping, groupOf }: Shown): Listed {
    return this.listed.of(slice.metadata.uid, [slice, grouping], () => listedOf(slice, groupOf))
  }

  // Most changes of a Pod are not seen by selectors: lists that say the same stay the same.
  private findCandidates({ pods, likenesses }: Shown): void {
    const found = new Map<string, Candidate[]>()
    const add = (namespace: string, candidate: Candidate): void => {
      const all = found.get(namespace)
      if (all) all.push(candidate)
      else found.set(namespace, [candidate])
    }
    for (const { id, labels, namespace, state } of pods) {
      if (state !== 'completed' && state !== 'terminating') add(namespace, { id, labels })
    }
    for (const [id, { namespace, labels }] of likenesses) add(namespace, { id, labels })
    for (const namespace of this.candidates.keys()) {
      if (!found.has(namespace)) this.candidates.delete(namespace)
    }
    for (const [namespace, all] of found) {
      if (!sameJson(this.candidates.get(namespace), all)) this.candidates.set(namespace, all)
    }
  }
}

const none: readonly never[] = []
