import type { PodSummary } from '../../projection/summary'
import { IconButton } from '../controls'
import { useSay } from '../i18n'
import { apiPathOf, useActions, useCalm, useShared } from '../store'
import { EventsAndYaml } from './EventsAndYaml'
import styles from './inspector.module.css'
import { Fact, Facts, Part, Related } from './Parts'

/** A Deployment or ReplicaSet: how many Pods it wants and has; they can be more, or fewer. */
export function WorkloadDetails({ id }: { readonly id: string }) {
  const say = useSay()
  const workload = useShared(({ picture }) => picture.summaries.get(id))
  const summaries = useCalm(({ picture }) => picture.summaries)
  if (workload?.type !== 'workload') return null
  const pods = [...summaries.values()].filter(
    (each): each is PodSummary => each.type === 'pod' && each.owner === id,
  )
  return (
    <>
      <Facts>
        <Fact word={say('details.replicas')}>
          <Scale id={id} replicas={workload.replicas} />
        </Fact>
        <Fact word={say('details.ready')}>{`${workload.ready}/${workload.replicas}`}</Fact>
        <Fact word={say('details.updated')}>{workload.updated}</Fact>
      </Facts>
      <Part title={`${say('details.pods')} · ${pods.length}`}>
        <ul className={styles.rows}>
          {pods.map((pod) => (
            <li key={pod.id}>
              <Related id={pod.id} />
              <span className={styles.faint}>{say(`pod.${pod.state}`)}</span>
            </li>
          ))}
        </ul>
      </Part>
      <EventsAndYaml id={id} />
    </>
  )
}

function Scale({ id, replicas }: { readonly id: string; readonly replicas: number }) {
  const say = useSay()
  const { send } = useActions()
  const path = apiPathOf(id)
  const scale = (to: number) => {
    if (path === undefined) return
    void send({
      method: 'PATCH',
      path,
      headers: { 'content-type': 'application/merge-patch+json' },
      body: { spec: { replicas: to } },
    })
  }
  return (
    <span className={styles.scale}>
      <IconButton
        icon="minus"
        label={say('details.fewer')}
        disabled={replicas === 0}
        onClick={() => scale(replicas - 1)}
      />
      <b>{replicas}</b>
      <IconButton icon="plus" label={say('details.more')} onClick={() => scale(replicas + 1)} />
    </span>
  )
}
