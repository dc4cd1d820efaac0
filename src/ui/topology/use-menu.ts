import type { KeyboardEvent, MouseEvent } from 'react'
import { hasMenu, useActions } from '../store'

/** The thing that something on the page belongs to, and what shows it. */
function thingAt(
  target: EventTarget,
): { readonly id: string; readonly shown: Element } | undefined {
  const shown = (target as Element).closest<HTMLElement>('[data-menu], .react-flow__node')
  const id = shown?.dataset['menu'] ?? shown?.dataset['id']
  return shown && id !== undefined && hasMenu(id) ? { id, shown } : undefined
}

/** The menus of the things in the picture: at a right click, a long touch, or the menu's key. */
export function useMenu() {
  const { openMenu } = useActions()
  return {
    onContextMenu(event: MouseEvent): void {
      const thing = thingAt(event.target)
      if (!thing) return
      event.preventDefault()
      openMenu({ id: thing.id, x: event.clientX, y: event.clientY })
    },
    onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return
      const thing = thingAt(event.target)
      if (!thing) return
      event.preventDefault()
      const { left, top, width, height } = thing.shown.getBoundingClientRect()
      openMenu({ id: thing.id, x: left + Math.min(width / 2, 40), y: top + Math.min(height, 30) })
    },
  }
}
