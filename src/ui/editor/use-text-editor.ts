import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Explained } from '../fields/explain'
import { modelOf } from '../fields/load-model'
import type { Model } from '../fields/openapi'
import type { Locale } from '../i18n'
import { areCuresKept, objectOf, type Playground, useShared } from '../store'
import { useForced } from '../theme/theme'
import { doctorMarks } from './doctor-marks'
import { remarksWith } from './elsewhere'
import type { Finding } from './findings'
import { keys } from './keys'
import type { Mark, Remark } from './marks'
import { remarksOf } from './outcomes'
import { documentOf } from './places'
import { sessionOf } from './session'
import type { TextEditor } from './setup'
import { textsFor } from './texts'

/** What the pane knows of its editor. */
export interface EditorView {
  /** Undefined until the editor is there. */
  readonly editor: TextEditor | undefined
  /** It could not be loaded: a plain field has to do. */
  readonly failed: boolean
  /** The field at the caret. */
  readonly explained: Explained | undefined
  /** Loads the editor now: somebody turns to it. */
  hurry(): void
}

/** What the editor begins with. */
interface EditorSetting {
  readonly playground: Playground
  readonly locale: Locale
  readonly theme: 'light' | 'dark'
}

/**
 * Loads the editor when the page has nothing else to do, and keeps it and the playground in step.
 */
export function useTextEditor(
  host: RefObject<HTMLElement | null>,
  { playground, locale, theme }: EditorSetting,
): EditorView {
  const [editor, setEditor] = useState<TextEditor>()
  const [explained, setExplained] = useState<Explained>()
  const [wanted, setWanted] = useState(false)
  const [failed, setFailed] = useState(false)
  const model = useModel(editor !== undefined, playground)
  const first = useRef({ locale, theme })

  // In somebody else's page it comes only to whoever turns to it.
  const { embedded } = playground.getState()
  useEffect(() => (embedded ? undefined : whenIdle(() => setWanted(true))), [embedded])

  useEffect(() => {
    const element = host.current
    if (!wanted || !element) return
    let opened: TextEditor | undefined
    let closed = false
    open(element, playground, first.current).then(
      (found) => {
        opened = found
        if (closed) found.close()
        else setEditor(found)
      },
      () => setFailed(true),
    )
    return () => {
      closed = true
      opened?.close()
      setEditor(undefined)
    }
  }, [wanted, host, playground])

  const forced = useForced()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the system's colours are others
  useEffect(() => {
    // The page takes on its colours in an effect of its own, which may come after this one.
    const frame = requestAnimationFrame(() => editor?.paint(theme))
    return () => cancelAnimationFrame(frame)
  }, [editor, theme, forced])
  useEffect(() => {
    if (!editor) return
    editor.rename(labelIn(locale))
    editor.remark(remarksIn(playground, locale))
    if (model) editor.teach(model, locale)
  }, [editor, playground, locale, model])
  useEffect(() => editor?.onCaret(setExplained), [editor])
  useEffect(() => (editor ? keepInStep(editor, playground) : undefined), [editor, playground])

  const hurry = useCallback(() => setWanted(true), [])
  return { editor, failed, explained, hurry }
}

/** What the API server knows of kinds, once it is wanted and there is a cluster to ask. */
function useModel(wanted: boolean, { client }: Playground): Model | undefined {
  const [model, setModel] = useState<Model>()
  const loading = useShared((state) => state.loading)
  const asks = wanted && !loading && !model
  useEffect(() => {
    if (!asks) return
    let current = true
    void modelOf(client).then((found) => current && setModel(found))
    return () => {
      current = false
    }
  }, [asks, client])
  return model
}

/** The editor is large: it is fetched here and nowhere else, and its words before it. */
async function open(
  element: HTMLElement,
  playground: Playground,
  { locale, theme }: Pick<EditorSetting, 'locale' | 'theme'>,
): Promise<TextEditor> {
  if (locale === 'zh') await import('./chinese-messages')
  // Piece by piece: each takes its time to begin, and the page has its turn in between.
  await import('./features')
  await turn()
  const { openEditor } = await import('./setup')
  await turn()
  const session = sessionOf(playground)
  return openEditor(element, {
    text: playground.getState().scenario.manifest,
    theme,
    label: labelIn(locale),
    onText: (text) => playground.actions.setManifest(text),
    onApply: () => void session.apply(),
    onSchema: (marks) => session.setSchemaFindings(marks.map(schemaFinding)),
  })
}

/** The page has had its turn. */
const turn = () => new Promise<void>((done) => setTimeout(done))

function remarksIn(playground: Playground, locale: Locale): readonly Remark[] {
  const { outcomes, beyond } = sessionOf(playground).state.getState()
  const say = textsFor(locale)
  return remarksWith(remarksOf(outcomes, say), beyond, say)
}

const labelIn = (locale: Locale): string => textsFor(locale)('editorLabel', { keys: keys.tab })

const schemaFinding = (mark: Mark): Finding => ({
  ...mark,
  severity: mark.severity === 'error' ? 'error' : 'warning',
  reason: 'schema',
})

/** Text, marks, remarks and places to show go to the editor, the caret comes from it. */
function keepInStep(editor: TextEditor, playground: Playground): () => void {
  const session = sessionOf(playground)
  const { state } = session
  editor.setText(playground.getState().scenario.manifest)
  const mark = () => {
    const now = playground.getState()
    const how = { locale: now.locale, isCureKept: areCuresKept(now) }
    const found = doctorMarks(session.parsed, now.findings, how)
    editor.mark([...state.getState().findings, ...found])
  }
  mark()
  const stops = [
    playground.subscribe((after, before) => {
      const isOtherwise =
        after.findings !== before.findings ||
        after.locale !== before.locale ||
        areCuresKept(after) !== areCuresKept(before)
      if (isOtherwise) mark()
      if (after.scenario.manifest !== before.scenario.manifest) {
        editor.setText(after.scenario.manifest)
      }
      if (after.hovered !== before.hovered) {
        const object = after.hovered === undefined ? undefined : objectOf(after.hovered)
        editor.accompany(object && documentOf(session.parsed, object)?.span)
      }
      if (!after.revealed || after.revealed === before.revealed) return
      const place = session.find(after.revealed.place)
      if (place) editor.show(place)
    }),
    state.subscribe((after, before) => {
      if (after.findings !== before.findings) mark()
      if (after.outcomes !== before.outcomes || after.beyond !== before.beyond)
        editor.remark(remarksIn(playground, playground.getState().locale))
    }),
    editor.onCaret((explained, hasKeyboard) =>
      playground.actions.setCaret(hasKeyboard ? explained?.field : undefined),
    ),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Calls back when the page has nothing else to do, or soon after; returns how to stop. */
function whenIdle(callback: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(callback, 300)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(callback, { timeout: 3_000 })
  return () => cancelIdleCallback(idle)
}
