import { useEffect, useRef } from 'react'

/** Calls back at Ctrl+`, and tells whether the terminal had the keyboard. */
export function useTerminalKey(toggle: (inTerminal: boolean) => void): void {
  const latest = useRef(toggle)
  latest.current = toggle
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, code, ctrlKey, altKey, metaKey } = event
      if (!ctrlKey || altKey || metaKey || (key !== '`' && code !== 'Backquote')) return
      event.preventDefault()
      const { activeElement } = document
      const inTerminal = activeElement?.closest('[data-console]') != null
      if (inTerminal && activeElement instanceof HTMLElement) activeElement.blur()
      latest.current(inTerminal)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
