import type { ServiceSummary, Summary, WorkloadSummary } from '../../projection/summary'
import { rulesNodeOf, scale } from '../store'
import { type Entry, line, type Making } from './entry'

const MOST = 5

/** What can be done with a Service. */
export function serviceEntries(service: ServiceSummary, making: Making): readonly Entry[] {
  const { state, actions, say } = making
  const { id, namespace, name } = service
  const { summaries } = state.picture
  const node = rulesNodeOf(service, summaries)
  const filter = `${namespace}/${name}`
  return [
    { type: 'item', text: say('details'), act: () => actions.select(id) },
    { type: 'item', text: say('why'), act: () => actions.askWhy(id) },
    ...(node !== undefined
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
  const most = Math.max(MOST, replicas + 1)
  const numbers = Array.from({ length: MOST + 1 }, (_, at) => most - MOST + at)
  return {
    type: 'choice',
    title: say('scale', { name }),
    value: String(replicas),
    options: [...new Set([0, ...numbers])].map((count) => [String(count), String(count)]),
    choose: (count) => scale(actions, id, Number(count)),
  }
}

type Summaries = ReadonlyMap<string, Summary>

function workloadsOf(
  { endpoints, groups = [] }: ServiceSummary,
  summaries: Summaries,
): readonly WorkloadSummary[] {
  const owners = endpoints.flatMap(({ pod = '' }) => {
    const found = summaries.get(pod)
    return (found?.type === 'pod' && found.owner) || []
  })
  return [...new Set([...owners, ...groups.map(({ workload }) => workload)])].flatMap((id) => {
    const found = summaries.get(id)
    return found?.type === 'workload' ? [found] : []
  })
}
