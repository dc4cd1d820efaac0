import { useEffect, useId, useRef } from 'react'
import { Button } from '../controls'
import { useShared } from '../store'
import { useTheme } from '../theme/theme'
import styles from './editor.module.css'
import type { TextEditor } from './setup'
import { useEditorSay } from './texts'

/** A text that somebody wants edited, and whom to tell what became of it. */
export interface AskedText {
  readonly name: string
  readonly text: string
  answer(text: string): void
}

/** The editor over the page, for one text: `kubectl edit`, `nano`. */
export function TextDialog({ asked }: { readonly asked: AskedText }) {
  const say = useEditorSay()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const text = useRef(asked.text)
  const saved = useRef(false)
  const theme = useTheme(useShared((state) => state.theme))
  const first = useRef({ theme, label: say('editText', { name: asked.name }) })
  const save = () => {
    saved.current = true
    dialog.current?.close()
  }
  useEffect(() => {
    const element = host.current
    dialog.current?.showModal()
    let editor: TextEditor | undefined
    let closed = false
    void import('./setup').then(({ openEditor }) => {
      if (closed || !element) return
      editor = openEditor(element, {
        ...first.current,
        text: asked.text,
        onText: (changed) => {
          text.current = changed
        },
        onApply: () => {
          saved.current = true
          dialog.current?.close()
        },
        onSchema: () => undefined,
      })
      element.querySelector<HTMLElement>('textarea, [role=textbox]')?.focus()
    })
    return () => {
      closed = true
      editor?.close()
    }
  }, [asked])
  return (
    <dialog
      ref={dialog}
      className={`${styles.textDialog} nokey`}
      aria-labelledby={id}
      onClose={() => asked.answer(saved.current ? text.current : asked.text)}
    >
      <div className={styles.textDialogHead}>
        <h2 id={id}>{say('editText', { name: asked.name })}</h2>
        <Button onClick={() => dialog.current?.close()}>{say('cancel')}</Button>
        <Button tone="main" onClick={save}>
          {say('save')}
        </Button>
      </div>
      <div ref={host} className={styles.textDialogHost} />
    </dialog>
  )
}
