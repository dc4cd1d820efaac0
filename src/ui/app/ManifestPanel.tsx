import { IconButton, late, Tabs } from '../controls'
import { useSay } from '../i18n'
import { usePane, usePictured, useShared } from '../store'
import styles from './app.module.css'

const EditorPane = late(async () => (await import('../editor/EditorPane')).EditorPane, {
  meanwhile: <Plain />,
})

/** The panel that holds the manifest. */
export function ManifestPanel({ onFold }: { readonly onFold: () => void }) {
  const say = useSay()
  return (
    <div className={styles.fill}>
      <Tabs
        label={say('panel.manifest')}
        tabs={[
          { name: 'manifest', text: say('panel.manifest.tab'), panel: <Manifest />, keep: true },
        ]}
        open="manifest"
        onOpen={() => undefined}
        end={<IconButton icon="left" label={say('fold')} onClick={onFold} />}
      />
    </div>
  )
}

/** The editor, once the picture is there; until then, and where it is only read, its text. */
export function Manifest() {
  const pictured = usePictured()
  const isWritten = usePane('manifest') === undefined
  return pictured && isWritten ? <EditorPane /> : <Plain />
}

function Plain() {
  const say = useSay()
  const manifest = useShared(({ scenario }) => scenario.manifest)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.plain} aria-label={say('panel.manifest')} tabIndex={0}>
      <pre>{manifest}</pre>
    </section>
  )
}
