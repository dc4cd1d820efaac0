import { IconButton, late } from '../controls'
import { useSay } from '../i18n'
import { useActions, useShared } from '../store'
import styles from './topology.module.css'

const FilterBar = late(async () => (await import('./graph/FilterBar')).FilterBar)

/** Why the picture does not show all alike, and how to end that. */
export function PictureNotes({
  hidden,
  filtering,
  onFilter,
}: {
  /** How many things are filtered out. */
  readonly hidden: number
  readonly filtering: boolean
  readonly onFilter: (open: boolean) => void
}) {
  const say = useSay()
  const { setView } = useActions()
  const isFiltered = useShared(({ scenario: { view } }) => Boolean(view.namespace ?? view.labels))
  return (
    <div className={styles.notes}>
      {filtering || isFiltered ? (
        <div className={styles.note}>
          {filtering ? <FilterBar /> : null}
          <span role="status">{say('picture.hidden', { count: hidden })}</span>
          <IconButton
            icon="close"
            label={say('picture.unfilter')}
            onClick={() => {
              setView({ namespace: undefined, labels: undefined })
              onFilter(false)
            }}
          />
        </div>
      ) : null}
      <FocusNote />
    </div>
  )
}

function FocusNote() {
  const say = useSay()
  const { setView } = useActions()
  const focus = useShared(({ scenario }) => scenario.view.focus)
  if (focus === undefined) return null
  const name = focus
    .split('/')
    .slice(1)
    .join('/')
    .replace(/^default\//, '')
  return (
    <div className={styles.note}>
      <span role="status">{say('picture.focused', { name })}</span>
      <IconButton
        icon="close"
        label={say('picture.unfocus')}
        onClick={() => setView({ focus: undefined })}
      />
    </div>
  )
}
