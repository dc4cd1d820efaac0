import { IconButton, late, Tabs } from '../controls'
import { useSay } from '../i18n'
import { usePane, usePictured, usePlayground, useShared } from '../store'
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
  const isShown = usePane('manifest') !== 'hidden'
  const hasLesson = useHasLesson()
  const text = say('panel.manifest.tab')
  const manifest = { name: 'manifest', text, panel: <Manifest />, keep: true } as const
  // It has its place, and goals that are judged, while somebody writes beside it.
  const isBegun = useShared(({ scenario }) => scenario.view.lesson !== undefined)
  const keep = isBegun && open === 'manifest'
  const lesson = { name: 'lesson', text: say('tab.lesson'), panel: <Lesson />, keep } as const
  return (
    <div className={styles.fill}>
      <Tabs
        label={say('panel.manifest')}
        tabs={[...(isShown ? [manifest] : []), ...(hasLesson ? [lesson] : [])]}
        open={isShown ? (hasLesson ? open : 'manifest') : 'lesson'}
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

/** Whether lessons are offered: within another page, only with one of their steps. */
export function useHasLesson(): boolean {
  const { embedded } = usePlayground().getState()
  return useShared(({ scenario }) => scenario.view.lesson !== undefined) || !embedded
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
