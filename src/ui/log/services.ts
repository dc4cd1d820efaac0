import type { NodeSummary, ServiceSummary, Summary } from '../../projection/summary'
import { readiness } from '../store'
import { called, type Fact, second } from './happening'

type Summaries = ReadonlyMap<string, Summary>

const servicesIn = (summaries: Summaries): readonly ServiceSummary[] =>
  [...summaries.values()].filter(
    (each): each is ServiceSummary => each.type === 'service' && each.id !== apiServer,
  )

/** What the cluster's own components ask; it stays as it is. */
const apiServer = 'service/default/kubernetes'

/**
 * What is told of the endpoints of Services: how many are ready once the Pods behind them have come
 * to rest; at once, when none is left. `moving` are the owners of Pods that have not.
 */
export function endpointFacts(
  summaries: Summaries,
  moving: ReadonlySet<string>,
): readonly { readonly fact: Fact; readonly waits: boolean }[] {
  return servicesIn(summaries)
    .filter(({ serviceType }) => serviceType !== 'ExternalName')
    .map((service) => {
      const { ready, all } = readiness(service)
      const name = called(service)
      const fact: Fact = {
        ...{ key: service.id, name, count: ready, patience: second },
        sign: ready === 0 ? 'none' : `${ready}/${all}`,
        tell: (before) => ({ kind: 'endpoints', name, before: before?.count, ready, all }),
      }
      return { fact, waits: ready > 0 && ownersBehind(service, summaries).some(isIn(moving)) }
    })
}

const isIn =
  (set: ReadonlySet<string>) =>
  (key: string): boolean =>
    set.has(key)

function ownersBehind(service: ServiceSummary, summaries: Summaries): readonly string[] {
  const owners = new Set((service.groups ?? []).map(({ workload }) => workload))
  for (const { pod } of service.endpoints) {
    const found = pod === undefined ? undefined : summaries.get(pod)
    if (found?.type === 'pod' && found.owner !== undefined) owners.add(found.owner)
  }
  return [...owners]
}

/** What is told of the addresses of balancers. */
export function addressFacts(summaries: Summaries): readonly Fact[] {
  return servicesIn(summaries)
    .filter(({ serviceType }) => serviceType === 'LoadBalancer')
    .map((service) => {
      const name = called(service)
      const address = service.external.join(', ')
      return {
        ...{ key: `address of ${service.id}`, name, sign: address, patience: second },
        tell: () => ({ kind: 'address', name, address }),
      }
    })
}

/** What is told of nodes. */
export function nodeFacts(summaries: Summaries): readonly Fact[] {
  return [...summaries.values()]
    .filter((each): each is NodeSummary => each.type === 'node')
    .map(({ id, name, ready }) => ({
      ...{ key: id, name, sign: String(ready), patience: 0 },
      tell: () => ({ kind: 'node', name, ready }),
    }))
}
