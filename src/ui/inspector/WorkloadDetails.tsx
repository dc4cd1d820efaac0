import { IconButton } from '../controls'
import { scale, useActions, useShared } from '../store'
import { EventsAndYaml } from './EventsAndYaml'
import styles from './inspector.module.css'
import { Fact, Facts } from './Parts'
import { PodList, PodStates } from './PodList'
import { PodPages } from './PodPages'
import { useDetailsSay } from './texts'

/** A Deployment or ReplicaSet: how many Pods it wants and has; they can be more, or fewer. */
export function WorkloadDetails({ id }: { readonly id: string }) {
  const own = useDetailsSay()
  const workload = useShared(({ picture }) => picture.summaries.get(id))
  if (workload?.type !== 'workload') return null
  return (
    <>
      <Facts>
        <Fact word={own('replicas')}>
          <Scale id={id} replicas={workload.replicas} />
        </Fact>
        <Fact word={own('ready')}>{`${workload.ready}/${workload.replicas}`}</Fact>
        <Fact word={own('updated')}>{workload.updated}</Fact>
        <Fact word={own('status')}>
          {workload.grouped && <PodStates states={workload.grouped.states} />}
        </Fact>
      </Facts>
      {workload.grouped ? (
        <PodPages workload={workload} />
      ) : (
        <PodList has={(pod) => pod.owner === id} among={() => undefined} />
      )}
      <EventsAndYaml id={id} />
    </>
  )
}

/** The owner of Pods that is shown nowhere else: its Pods, and what it says of itself. */
export function OwnerDetails({ id }: { readonly id: string }) {
  const owner = useShared(({ picture }) => picture.summaries.get(id))
  return (
    <>
      {owner?.type === 'workload' && owner.grouped ? (
        <PodPages workload={owner} />
      ) : (
        <PodList has={(pod) => pod.owner === id} among={() => undefined} />
      )}
      <EventsAndYaml id={id} />
    </>
  )
}

function Scale({ id, replicas }: { readonly id: string; readonly replicas: number }) {
  const own = useDetailsSay()
  const actions = useActions()
  const scaleTo = (to: number) => scale(actions, id, to)
  return (
    <span className={styles.scale}>
      <IconButton
        icon="minus"
        label={own('fewer')}
        disabled={replicas === 0}
        onClick={() => scaleTo(replicas - 1)}
      />
      <b>{replicas}</b>
      <IconButton icon="plus" label={own('more')} onClick={() => scaleTo(replicas + 1)} />
    </span>
  )
}
