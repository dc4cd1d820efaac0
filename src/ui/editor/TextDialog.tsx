import { useEffect, useRef } from 'react'
import { Button } from '../controls'
import { Dialog } from '../controls/Dialog'
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

/** What the editor itself puts away with Escape. */
const boxes = '.suggest-widget.visible, .find-widget.visible, .parameter-hints-widget.visible'

/** The editor over the page, for one text: `kubectl edit`, `nano`. */
export function TextDialog({ asked }: { readonly asked: AskedText }) {
  const say = useEditorSay()
  const host = useRef<HTMLDivElement>(null)
  const text = useRef(asked.text)
  const theme = useTheme(useShared((state) => state.theme))
  const first = useRef({ theme, label: say('editText', { name: asked.name }) })
  useEffect(() => {
    const element = host.current
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
        onApply: () => asked.answer(text.current),
        onSchema: () => undefined,
      })
      element.querySelector<HTMLElement>('textarea, [role=textbox]')?.focus()
    })
    return () => {
      closed = true
      editor?.close()
    }
  }, [asked])
  const cancel = () => asked.answer(asked.text)
  return (
    <Dialog
      title={say('editText', { name: asked.name })}
      className={styles.textDialog}
      actions={
        <>
          <Button onClick={cancel}>{say('cancel')}</Button>
          <Button tone="main" onClick={() => asked.answer(text.current)}>
            {say('save')}
          </Button>
        </>
      }
      onClose={cancel}
      wantsEscape={() => Boolean(host.current?.querySelector(boxes))}
    >
      <div ref={host} className={styles.textDialogHost} />
    </Dialog>
  )
}
