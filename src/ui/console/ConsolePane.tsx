import '@xterm/xterm/css/xterm.css'
import * as Tabs from '@radix-ui/react-tabs'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Icon, IconButton, pointedAt } from '../controls'
import { usePlayground, useShared } from '../store'
import { useForced, useTheme } from '../theme/theme'
import styles from './console.module.css'
import { type Consoles, type ConsoleTab, consolesOf } from './consoles'
import type { ConsoleSession } from './session'
import { useConsoleSay } from './texts'

/** Lets the user edit a text; the page has an editor for that. */
export type EditText = (name: string, text: string) => Promise<string>

/** Terminals in tabs, each with a shell of the learner's machine. */
export function ConsolePane({
  edit,
  wanted,
}: {
  readonly edit: EditText
  /** Counts how often somebody asked to type here. */
  readonly wanted: number
}) {
  const consoles = consolesOf(usePlayground())
  const say = useConsoleSay()
  const { tabs, open, reader } = useStore(consoles.state)
  useEffect(() => {
    consoles.machine.editor = edit
  }, [consoles, edit])
  // Whoever opens the pane wants a terminal; whoever closed the last one asks for the next.
  const begun = useRef(false)
  useEffect(() => {
    if (!begun.current && tabs.length === 0) consoles.add((id) => say('terminal', { number: id }))
    begun.current = true
  }, [consoles, tabs.length, say])
  const ordered = useShared((state) => state.ordered)
  useEffect(() => {
    if (ordered) consoles.run(ordered, (id) => say('terminal', { number: id }))
  }, [consoles, ordered, say])
  const shown = tabs.find(({ id }) => id === open)
  const [added, setAdded] = useState(0)
  useEffect(() => {
    if (wanted + added > 0) shown?.session.focus()
  }, [shown, wanted, added])
  const add = () => {
    consoles.add((id) => say('terminal', { number: id }))
    setAdded(added + 1)
  }
  return (
    <Tabs.Root
      className={`${styles.pane} nokey`}
      role="region"
      aria-label={say('terminals')}
      data-console
      value={String(open)}
      onValueChange={(id) => consoles.show(Number(id))}
    >
      <div className={styles.screens}>
        {shown ? (
          <Screen key={shown.id} tab={shown} />
        ) : (
          <p className={styles.none}>{say('ended')}</p>
        )}
      </div>
      <TabStrip consoles={consoles} />
      {shown ? <PhoneKeys session={shown.session} /> : null}
      <div className={styles.tools}>
        <IconButton icon="plus" label={say('open')} tip="above" onClick={add} />
        <button
          type="button"
          className={styles.reader}
          aria-pressed={reader}
          onClick={() => consoles.setReader(!reader)}
        >
          {say('reader')}
        </button>
        <kbd className={styles.hint} title={say('hintLong')}>
          {say('hint')}
        </kbd>
      </div>
    </Tabs.Root>
  )
}

function TabStrip({ consoles }: { readonly consoles: Consoles }) {
  const say = useConsoleSay()
  const { tabs, open } = useStore(consoles.state)
  return (
    <div className={styles.strip}>
      <Tabs.List aria-label={say('terminals')} className={styles.list}>
        {tabs.map(({ id, session }) => (
          <Tabs.Trigger
            key={id}
            value={String(id)}
            className={styles.tab}
            onPointerDown={pointedAt}
            // Whoever points at a terminal goes on typing there; keys stay on the tab.
            onClick={({ detail }) => (detail > 0 ? session.focus() : undefined)}
          >
            {say('shell', { number: id })}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {tabs.length > 1 ? (
        <button
          type="button"
          className={styles.close}
          aria-label={say('close', { number: open })}
          onClick={() => consoles.close(open)}
        >
          <Icon name="close" />
        </button>
      ) : null}
    </div>
  )
}

const phoneKeys = [
  { key: 'keyTab', text: 'Tab', data: '\t' },
  { key: 'keyStop', text: '^C', data: '\x03' },
  { key: 'keyUp', text: '↑', data: '\x1b[A' },
  { key: 'keyDown', text: '↓', data: '\x1b[B' },
] as const

/** Keys for those who have none: shown where there is only a thumb. */
function PhoneKeys({ session }: { readonly session: ConsoleSession }) {
  const say = useConsoleSay()
  return (
    <fieldset className={styles.phoneKeys} aria-label={say('keys')}>
      {phoneKeys.map(({ key, text, data }) => (
        <button key={key} type="button" aria-label={say(key)} onClick={() => session.send(data)}>
          {text}
        </button>
      ))}
    </fieldset>
  )
}

/** One terminal's screen, as large as there is room. */
function Screen({ tab: { id, session } }: { readonly tab: ConsoleTab }) {
  const host = useRef<HTMLDivElement>(null)
  const theme = useTheme(useShared((state) => state.theme))
  const forced = useForced()
  useEffect(() => {
    const element = host.current
    if (!element) return
    session.show(element)
    // Whoever pointed at something to come here goes on typing; keys move on from where they are.
    const { activeElement } = document
    const pointed = activeElement !== document.body && !activeElement?.matches(':focus-visible')
    if (pointed) session.focus()
    const observer = new ResizeObserver(() => session.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      session.hide()
    }
  }, [session])
  // The page takes on its colours in an effect of its own, which may come after this one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is what it is painted by
  useEffect(() => {
    const frame = requestAnimationFrame(() => session.paint())
    return () => cancelAnimationFrame(frame)
  }, [session, theme, forced])
  return <Tabs.Content ref={host} value={String(id)} tabIndex={-1} className={styles.screen} />
}
