import { IconButton } from '../controls'
import { useSay } from '../i18n'
import { useActions, useShared } from '../store'
import styles from './topology.module.css'

/** Says which Service all else is dimmed for, and ends it. */
export function FocusNote({ covered }: { readonly covered: number }) {
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
    <div className={styles.note} style={{ right: covered + 12 }} role="status">
      {say('picture.focused', { name })}
      <IconButton
        icon="close"
        label={say('picture.unfocus')}
        tip="end"
        onClick={() => setView({ focus: undefined })}
      />
    </div>
  )
}
