import { useEffect } from 'react'
import type { PodPage, PodState, PodSummary, WorkloadSummary } from '../../projection/summary'
import { IconButton, Select } from '../controls'
import { useSay } from '../i18n'
import { pagesOf, useActions, useCalm, useShared } from '../store'
import styles from './inspector.module.css'
import { Part, Related } from './Parts'
import { useDetailsSay } from './texts'

const anyState = 'all'

/** The Pods of a workload that has very many: a page of those that are looked for. */
export function PodPages({ workload }: { readonly workload: WorkloadSummary }) {
  const say = useSay()
  const own = useDetailsSay()
  const { id, grouped } = workload
  const { lookAt } = useActions()
  const look = useShared(({ looks }) => looks.find((each) => each.id === id)) ?? { id, from: 0 }
  const pods = useCalm(({ picture }) =>
    [...picture.summaries.values()]
      .filter((each): each is PodSummary => each.type === 'pod' && each.owner === id)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  )
  const isWanted = useShared(({ looks }) => looks.some((each) => each.id === id))
  useEffect(() => {
    if (!isWanted) lookAt({ id, from: 0 })
  }, [isWanted, id, lookAt])
  const states = Object.keys(grouped?.states ?? {}) as PodState[]
  return (
    <Part title={`${own('pods')} · ${grouped?.pods ?? 0}`}>
      <div className={styles.find}>
        <input
          type="search"
          aria-label={own('find')}
          placeholder={own('find')}
          spellCheck={false}
          autoComplete="off"
          value={look.text ?? ''}
          onChange={({ target }) => lookAt({ ...look, from: 0, text: target.value })}
        />
        <Select
          label={own('status')}
          value={look.state ?? anyState}
          options={[
            [anyState, own('all')],
            ...states.map((state) => [state, say(`pod.${state}`)] as const),
          ]}
          onChange={(chosen) => {
            const { state: _, ...rest } = look
            lookAt({ ...rest, from: 0, ...(chosen !== anyState && { state: chosen as PodState }) })
          }}
        />
      </div>
      {grouped?.page ? (
        <Turner page={grouped.page} onTurn={(from) => lookAt({ ...look, from })} />
      ) : null}
      <ul className={styles.rows}>
        {grouped?.page
          ? pods.map((pod) => (
              <li key={pod.id}>
                <Related id={pod.id} />
                <span className={styles.faint}>{say(`pod.${pod.state}`)}</span>
              </li>
            ))
          : null}
      </ul>
    </Part>
  )
}

/** Which of how many are listed, and the way to others. */
function Turner({
  page,
  onTurn,
}: {
  readonly page: PodPage
  readonly onTurn: (from: number) => void
}) {
  const say = useSay()
  const own = useDetailsSay()
  const { earlier, later, ...told } = pagesOf(page)
  return (
    <p className={styles.turner} role="status">
      {page.matching === 0 ? own('none') : say('group.page', told)}
      <IconButton
        icon="left"
        label={say('group.earlier')}
        disabled={earlier === undefined}
        onClick={() => onTurn(earlier ?? 0)}
      />
      <IconButton
        icon="right"
        label={say('group.later')}
        disabled={later === undefined}
        onClick={() => onTurn(later ?? 0)}
      />
    </p>
  )
}
