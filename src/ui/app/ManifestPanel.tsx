import { IconButton, late, Tabs } from '../controls'
import { useSay } from '../i18n'
import { usePane, usePictured, useShared } from '../store'
import styles from './app.module.css'
import { useRemembered } from './remembered'
import { useAskedPage } from './use-asked-page'

const EditorPane = late(async () => (await import('../editor/EditorPane')).EditorPane, {
  meanwhile: <Plain />,
})

const LessonPane = late(async () => (await import('../lesson/LessonPane')).LessonPane)

const names = ['lesson', 'manifest'] as const
type Name = (typeof names)[number]
const isName = (value: unknown): value is Name => names.some((name) => name === value)

/** The panel that holds what is read and what is written: the lesson and the manifest. */
export function ManifestPanel({ onFold }: { readonly onFold: () => void }) {
  const say = useSay()
  const [open, setOpen] = useRemembered<Name>('left', 'manifest', isName)
  useAskedPage(setOpen)
  return (
    <div className={styles.fill}>
      <Tabs
        label={say('panel.manifest')}
        tabs={[
          { name: 'manifest', text: say('panel.manifest.tab'), panel: <Manifest />, keep: true },
          { name: 'lesson', text: say('tab.lesson'), panel: <Lesson /> },
        ]}
        open={open}
        onOpen={setOpen}
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

/** The lesson, once the picture is there. */
export function Lesson() {
  return usePictured() ? <LessonPane /> : null
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
