import type { NodeProps } from '@xyflow/react'
import type { PodPage, PodState } from '../../../projection/summary'
import { useSay } from '../../i18n'
import { pagesOf, useActions, usePlayground } from '../../store'
import { Glyph } from './Glyph'
import { usePicture } from './picture-context'
import styles from './vertices.module.css'

/** An owner's Pods as one thing: how many there are, and how they are. */
export function GroupBox({ id }: NodeProps) {
  const say = useSay()
  const { groups, opening } = usePicture()
  const workload = groups.get(id)
  if (!workload?.grouped) return null
  const { pods, states, nodes, page } = workload.grouped
  const open = opening(id)
  const isOpen = page !== undefined && !open
  return (
    <div className={styles.group}>
      <div className={styles.serviceHead}>
        <span className={styles.serviceName}>{workload.name}</span>
        <span className={styles.serviceType}>
          {isOpen
            ? say('group.page', pagesOf(page))
            : say('group.pods', { pods, nodes: Object.keys(nodes).length })}
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
        <Corner>
          <Small word={say('group.each')} title={say('group.open')} onClick={open} />
        </Corner>
      ) : null}
      {isOpen ? <Paging id={id} page={page} /> : null}
    </div>
  )
}

/** Of very many Pods some are shown beside: others, or none. */
function Paging({ id, page }: { readonly id: string; readonly page: PodPage }) {
  const say = useSay()
  const { closing } = usePicture()
  const { getState } = usePlayground()
  const { lookAt } = useActions()
  const { earlier, later } = pagesOf(page)
  const turn = (from: number) =>
    lookAt({ id, ...getState().looks.find((look) => look.id === id), from })
  return (
    <Corner>
      {earlier === undefined ? null : (
        <Small word="‹" title={say('group.earlier')} onClick={() => turn(earlier)} />
      )}
      {later === undefined ? null : (
        <Small word="›" title={say('group.later')} onClick={() => turn(later)} />
      )}
      <Small word={say('group.fold')} onClick={() => closing(id)} />
    </Corner>
  )
}

function Corner({ children }: { readonly children: React.ReactNode }) {
  return <div className={`nodrag ${styles.corner}`}>{children}</div>
}

function Small({
  word,
  title,
  onClick,
}: {
  readonly word: string
  readonly title?: string
  readonly onClick: () => void
}) {
  return (
    <button
      type="button"
      className={styles.open}
      title={title}
      aria-label={word.length === 1 ? title : undefined}
      onClick={(event) => {
        event.stopPropagation()
        onClick()
      }}
    >
      {word}
    </button>
  )
}
