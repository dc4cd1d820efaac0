import type { NodeProps } from '@xyflow/react'
import type { PodState } from '../../../projection/summary'
import { useSay } from '../../i18n'
import { Glyph } from './Glyph'
import { usePicture } from './picture-context'
import styles from './vertices.module.css'

/** An owner's Pods as one thing: how many there are, and how they are. */
export function GroupBox({ id }: NodeProps) {
  const say = useSay()
  const { groups, opening } = usePicture()
  const workload = groups.get(id)
  if (!workload?.grouped) return null
  const { pods, states, nodes } = workload.grouped
  const open = opening(id)
  return (
    <div className={styles.group}>
      <div className={styles.serviceHead}>
        <span className={styles.serviceName}>{workload.name}</span>
        <span className={styles.serviceType}>
          {say('group.pods', { pods, nodes: Object.keys(nodes).length })}
        </span>
      </div>
      <ul className={styles.states}>
        {(Object.entries(states) as [PodState, number][]).map(([state, count]) => (
          <li key={state}>
            <Glyph state={state} />
            {`${count} ${say(`pod.${state}`)}`}
          </li>
        ))}
      </ul>
      {open ? (
        <button
          type="button"
          className={`nodrag ${styles.open}`}
          title={say('group.open')}
          onClick={(event) => {
            event.stopPropagation()
            open()
          }}
        >
          {say('group.each')}
        </button>
      ) : null}
    </div>
  )
}
