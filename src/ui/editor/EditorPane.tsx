import { type RefObject, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { Explained } from '../fields/explain'
import { useLocale } from '../i18n'
import { type Playground, useActions, usePlayground, useShared } from '../store'
import { useTheme } from '../theme/theme'
import { Changes } from './Changes'
import { DumpLine } from './DumpLine'
import styles from './editor.module.css'
import { InCluster } from './InCluster'
import { keys } from './keys'
import { PastBar } from './PastBar'
import { type ManifestSession, sessionOf } from './session'
import { Toolbar } from './Toolbar'
import { useEditorSay } from './texts'
import { useTextEditor } from './use-text-editor'

/**
 * Sent to the pane's element with a text as `detail`, replaces the manifest: for tests, which
 * cannot type YAML.
 */
const setTextEvent = 'playground:set-text'

/** The manifest: a text to edit, and what the cluster makes of it. */
export function EditorPane() {
  const playground = usePlayground()
  const locale = useLocale()
  const theme = useTheme(useShared((state) => state.theme))
  const pane = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const session = sessionOf(playground)
  const { editor, failed, explained, hurry } = useTextEditor(host, { playground, locale, theme })
  const say = useEditorSay()
  useHeard(pane, playground, hurry)
  // React Flow would take the space bar for its own; it leaves what is in "nokey" alone.
  return (
    <div ref={pane} className={`${styles.pane} nokey`} data-ready={editor !== undefined}>
      <Toolbar session={session} />
      <PastBar session={session} />
      <DumpLine />
      <div className={styles.text}>
        {editor ? null : failed ? <PlainField /> : <Plain label={say('manifest')} />}
        <div ref={host} className={styles.host} />
      </div>
      <FieldLine explained={explained} />
      <InCluster session={session} />
      <Pending session={session} />
    </div>
  )
}

/** Whoever points at the pane or comes to it by keyboard wants the editor; tests send texts. */
function useHeard(
  pane: RefObject<HTMLElement | null>,
  playground: Playground,
  hurry: () => void,
): void {
  useEffect(() => {
    const setText = ({ detail }: Event & { readonly detail?: unknown }) => {
      if (typeof detail === 'string') playground.actions.setManifest(detail)
    }
    const heard = [
      ['pointerenter', hurry],
      ['focusin', hurry],
      [setTextEvent, setText],
    ] as const
    const element = pane.current
    for (const [name, listener] of heard) element?.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of heard) element?.removeEventListener(name, listener)
    }
  }, [pane, playground, hurry])
}

/** The text before the editor is there, in the same places. */
function Plain({ label }: { readonly label: string }) {
  const manifest = useShared(({ scenario }) => scenario.manifest)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.plain} aria-label={label} tabIndex={0}>
      <pre>{manifest}</pre>
    </section>
  )
}

/** What is left when the editor cannot be loaded: the manifest can be changed all the same. */
function PlainField() {
  const say = useEditorSay()
  const manifest = useShared(({ scenario }) => scenario.manifest)
  const { setManifest } = useActions()
  return (
    <textarea
      className={styles.plainField}
      aria-label={say('manifest')}
      spellCheck={false}
      value={manifest}
      onChange={({ target }) => setManifest(target.value)}
    />
  )
}

/** The field at the caret, explained: what hovering shows, for those who cannot hover. */
function FieldLine({ explained }: { readonly explained: Explained | undefined }) {
  const say = useEditorSay()
  const { field, shape, doc } = explained ?? {}
  return (
    <section className={styles.field} aria-label={say('docs')}>
      <p className={styles.path}>
        <code>{field?.path || (field?.kind ?? '')}</code>
        <span>{shape}</span>
        <kbd className={styles.hint}>{say('tabHint', { keys: keys.tab })}</kbd>
      </p>
      <p className={styles.doc}>{doc?.replaceAll('`', '')}</p>
    </section>
  )
}

function Pending({ session }: { readonly session: ManifestSession }) {
  const { reveal } = useActions()
  const changes = useStore(session.state, (state) => state.changes)
  if (changes.length === 0) return null
  return <Changes changes={changes} onShow={(line) => reveal({ line })} />
}
