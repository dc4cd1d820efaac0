import { ageColumn, column, NONE, nameColumn, since, wide } from '../columns'
import type { Column, TableTime } from '../resource'
import { printedStatus } from './printed-status'
import type { Pod } from './schema'
import type { ContainerStatus } from './status'

/** How `kubectl get pods` shows a Pod. */
export const podColumns: readonly Column<Pod>[] = [
  nameColumn,
  column('Ready', (pod) => {
    const { ready, total } = printedStatus(pod)
    return `${ready}/${total}`
  }),
  column('Status', (pod) => printedStatus(pod).reason),
  column('Restarts', restarts),
  ageColumn,
  wide('IP', ({ status }) => status.podIPs?.[0]?.ip ?? status.podIP ?? NONE),
  wide('Node', ({ spec }) => spec.nodeName ?? NONE),
  wide('Nominated Node', ({ status }) => status.nominatedNodeName ?? NONE),
  wide('Readiness Gates', gates),
]

function restarts(pod: Pod, at: TableTime): string {
  const { counted } = printedStatus(pod)
  const count = counted.reduce((sum, { restartCount }) => sum + restartCount, 0)
  const last = lastFinish(counted)
  return count === 0 || last === undefined ? `${count}` : `${count} (${since(last, at)} ago)`
}

const lastFinish = (statuses: readonly ContainerStatus[]): string | undefined =>
  statuses
    .flatMap(({ lastState }) => lastState.terminated?.finishedAt ?? [])
    .sort()
    .at(-1)

function gates({ spec, status }: Pod): string {
  const { readinessGates = [] } = spec
  if (readinessGates.length === 0) return NONE
  const open = readinessGates.filter(({ conditionType }) =>
    status.conditions?.some(({ type, status: is }) => type === conditionType && is === 'True'),
  )
  return `${open.length}/${readinessGates.length}`
}
