import { useEffect } from 'react'
import { IconButton } from '../controls'
import { useSay } from '../i18n'
import { useActions, useShared } from '../store'

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)
const keys = isApple
  ? ({ undo: '⌘Z', redo: '⇧⌘Z' } as const)
  : ({ undo: 'Ctrl+Z', redo: 'Ctrl+Shift+Z' } as const)

/** One step back and forth over all that was done, with whatever hand. */
export function UndoRedo() {
  const say = useSay()
  const undoable = useShared(({ history }) => history.undo?.label)
  const redoable = useShared(({ history }) => history.redo?.label)
  const { undo, redo } = useActions()
  useUndoKeys(undo, redo)
  return (
    <>
      <IconButton
        icon="undo"
        label={
          undoable === undefined
            ? say('time.undo.none')
            : say('time.undo', { label: shortened(undoable), keys: keys.undo })
        }
        disabled={undoable === undefined}
        onClick={undo}
      />
      <IconButton
        icon="redo"
        label={
          redoable === undefined
            ? say('time.redo.none')
            : say('time.redo', { label: shortened(redoable), keys: keys.redo })
        }
        disabled={redoable === undefined}
        onClick={redo}
      />
    </>
  )
}

const longest = 60
const shortened = (label: string): string =>
  label.length > longest ? `${label.slice(0, longest)}…` : label

/** Where one types there is another undo: of the editor's text, of a field's, of a line. */
const ownUndo = 'input:not([type=range], [type=checkbox]), textarea, dialog, .monaco-editor, .xterm'

function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event
      if (!(ctrlKey || metaKey) || altKey || event.defaultPrevented) return
      if ((target as Element | null)?.closest?.(ownUndo)) return
      const letter = key.toLowerCase()
      const again = (letter === 'z' && shiftKey) || (letter === 'y' && !shiftKey)
      if (!again && letter !== 'z') return
      event.preventDefault()
      if (again) redo()
      else undo()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [undo, redo])
}
