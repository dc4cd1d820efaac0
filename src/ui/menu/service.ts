import type { ServiceSummary, Summary, WorkloadSummary } from '../../projection/summary'
import { apiPathOf, kubectlLine } from '../store'
import { type Entry, line, type Making } from './entry'

const MOST = 5

/** What can be done with a Service. */
export function serviceEntries(service: ServiceSummary, making: Making): readonly Entry[] {
  const { state, actions, say } = making
  const { id, namespace, name } = service
  const { summaries } = state.picture
  const node = nodeOf(service, summaries)
  const hasRules = !service.headless && service.serviceType !== 'ExternalName'
  const filter = `${namespace}/${name}`
  return [
    { type: 'item', text: say('details'), act: () => actions.select(id) },
    { type: 'item', text: say('why'), act: () => actions.askWhy(id) },
    ...(hasRules && node !== undefined
      ? [
          {
            type: 'item',
            text: say('rules'),
            leaves: true,
            act: () => actions.lookInto(node, 'rules', filter),
          } satisfies Entry,
        ]
      : []),
    ...workloadsOf(service, summaries).flatMap((workload) => [line, scaleEntry(workload, making)]),
  ]
}

/** What can be done with a workload. */
export const workloadEntries = (workload: WorkloadSummary, making: Making): readonly Entry[] => [
  {
    type: 'item',
    text: making.say('details'),
    act: () => making.actions.select(workload.id),
  },
  line,
  scaleEntry(workload, making),
]

function scaleEntry({ id, name, replicas }: WorkloadSummary, { actions, say }: Making): Entry {
  const headers = { 'content-type': 'application/merge-patch+json' }
  const most = Math.max(MOST, replicas + 1)
  const numbers = Array.from({ length: MOST + 1 }, (_, at) => most - MOST + at)
  return {
    type: 'choice',
    title: say('scale', { name }),
    value: String(replicas),
    options: [...new Set([0, ...numbers])].map((count) => [String(count), String(count)]),
    choose: (count) => {
      const body = { spec: { replicas: Number(count) } }
      const label = kubectlLine('scale', id, `--replicas=${count}`)
      const path = apiPathOf(id) ?? ''
      void actions.send({ method: 'PATCH', path, headers, body }, label)
    },
  }
}

type Summaries = ReadonlyMap<string, Summary>

const podsOf = ({ endpoints }: ServiceSummary, summaries: Summaries) =>
  endpoints.flatMap(({ pod = '' }) => {
    const found = summaries.get(pod)
    return found?.type === 'pod' ? [found] : []
  })

function workloadsOf(service: ServiceSummary, summaries: Summaries): readonly WorkloadSummary[] {
  const owners = podsOf(service, summaries).flatMap(({ owner }) => owner ?? [])
  const groups = (service.groups ?? []).map(({ workload }) => workload)
  return [...new Set([...owners, ...groups])].flatMap((id) => {
    const found = summaries.get(id)
    return found?.type === 'workload' ? [found] : []
  })
}

/** The node of its first Pod, or any. */
const nodeOf = (service: ServiceSummary, summaries: Summaries): string | undefined =>
  podsOf(service, summaries)[0]?.node ??
  [...summaries.values()].find(({ type }) => type === 'node')?.name
