import { useEffect, useRef } from 'react'

/** Whether a key belongs to what has the keyboard: a field, the editor, a terminal, a menu. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type="radio"], [type="checkbox"], [type="range"]), select, textarea, ' +
      '[contenteditable="true"], .monaco-editor, [data-console], [role="menu"], [role="dialog"]',
  ) !== null

/** What a key does wherever nobody types. */
export function usePictureKey(wanted: string, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, altKey, metaKey, target } = event
      if (key.toLowerCase() !== wanted || ctrlKey || altKey || metaKey || isTyping(target)) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [wanted])
}
