import type { PodState, PodSummary, WorkloadSummary } from '../../projection/summary'
import { useSay } from '../i18n'
import { useCalm } from '../store'
import styles from './inspector.module.css'
import { Part, Related } from './Parts'
import { useDetailsSay } from './texts'

/** Pods of something, each with its state; of workloads shown as one, how many there are. */
export function PodList({
  has,
  among,
}: {
  readonly has: (pod: PodSummary) => boolean
  /** How many of a workload's Pods are meant, when they are not shown one by one. */
  readonly among: (workload: WorkloadSummary) => number | undefined
}) {
  const say = useSay()
  const own = useDetailsSay()
  const summaries = useCalm(({ picture }) => picture.summaries)
  const pods: PodSummary[] = []
  const groups: { readonly workload: WorkloadSummary; readonly count: number }[] = []
  for (const each of summaries.values()) {
    if (each.type === 'pod' && has(each)) pods.push(each)
    const count = each.type === 'workload' ? among(each) : undefined
    if (each.type === 'workload' && count) groups.push({ workload: each, count })
  }
  const all = groups.reduce((sum, { count }) => sum + count, pods.length)
  return (
    <Part title={`${own('pods')} · ${all}`}>
      <ul className={styles.rows}>
        {groups.map(({ workload, count }) => (
          <li key={workload.id}>
            <Related id={workload.id} />
            <span className={styles.faint}>{count}</span>
          </li>
        ))}
        {pods.map((pod) => (
          <li key={pod.id}>
            <Related id={pod.id} />
            <span className={styles.faint}>{say(`pod.${pod.state}`)}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** How many Pods of a workload there are, by their states. */
export function PodStates({ states }: { readonly states: Partial<Record<PodState, number>> }) {
  const say = useSay()
  const entries = Object.entries(states) as [PodState, number][]
  return entries.map(([state, count]) => `${count} ${say(`pod.${state}`)}`).join(' · ')
}
