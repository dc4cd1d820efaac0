import { IconButton } from '../controls'
import { useSay } from '../i18n'
import { useActions, useShared } from '../store'
import { useNarrow } from '../theme/theme'
import styles from './topology.module.css'
import type { Looking } from './use-view'

/** Closer, farther, everything; and whether the cluster's own things are wanted. */
export function PictureTools({
  system,
  onSystem,
  looking,
  fits,
  table,
  onTable,
  onFind,
  onFold,
  filtering,
  onFilter,
}: {
  readonly system: boolean
  readonly onSystem: (shown: boolean) => void
  readonly looking: Looking
  /** Whether all can be seen, and there is no room to say how to see all. */
  readonly fits: boolean
  readonly table: boolean
  readonly onTable: () => void
  readonly onFind: () => void
  /** Folds or opens the owner that is selected. */
  readonly onFold: (() => void) | undefined
  readonly filtering: boolean
  readonly onFilter: (open: boolean) => void
}) {
  const say = useSay()
  const { setView, setPage } = useActions()
  // A tip covers none of the other tools.
  const side = useNarrow() ? 'below' : 'right'
  const dragged = useShared(({ scenario }) => Object.keys(scenario.view.positions ?? {}).length > 0)
  return (
    <div className={styles.tools} role="toolbar" aria-label={say('picture.tools')}>
      <IconButton
        icon="plus"
        label={say('picture.closer')}
        tip={side}
        onClick={() => looking.zoomBy(1.25)}
      />
      <IconButton
        icon="minus"
        label={say('picture.farther')}
        tip={side}
        onClick={() => looking.zoomBy(0.8)}
      />
      {fits ? null : (
        <IconButton icon="fit" label={say('picture.fit')} tip={side} onClick={looking.showAll} />
      )}
      <IconButton
        icon="layers"
        label={say('picture.system')}
        tip={side}
        aria-pressed={system}
        onClick={() => onSystem(!system)}
      />
      <IconButton
        icon="table"
        label={say('picture.table')}
        tip={side}
        aria-pressed={table}
        onClick={onTable}
      />
      <IconButton icon="search" label={say('picture.find')} tip={side} onClick={onFind} />
      <IconButton
        icon="filter"
        label={say('picture.filter')}
        tip={side}
        aria-pressed={filtering}
        onClick={() => onFilter(!filtering)}
      />
      <IconButton
        icon="projector"
        label={say('picture.projector')}
        tip={side}
        className={styles.wideOnly}
        data-projector
        onClick={() => setPage('projector', true)}
      />
      {onFold ? (
        <IconButton icon="fold" label={say('picture.fold')} tip={side} onClick={onFold} />
      ) : null}
      {dragged ? (
        <IconButton
          icon="reset"
          label={say('picture.tidy')}
          tip={side}
          onClick={() => setView({ positions: {} })}
        />
      ) : null}
    </div>
  )
}
