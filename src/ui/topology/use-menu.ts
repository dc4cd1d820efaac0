import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type TouchEvent,
  useRef,
} from 'react'
import { hasMenu, useActions } from '../store'

/** The thing that something on the page belongs to, and what shows it. */
function thingAt(
  target: EventTarget,
): { readonly id: string; readonly shown: Element } | undefined {
  const shown = (target as Element).closest<HTMLElement>('[data-menu], .react-flow__node')
  const id = shown?.dataset['menu'] ?? shown?.dataset['id']
  return shown && id !== undefined && hasMenu(id) ? { id, shown } : undefined
}

/** How long a finger rests, and how little it strays, before the menu opens. */
const rest = 500
const strays = 8

/** Not every system makes a long touch a right click. */
function useLongTouch(open: (event: PointerEvent) => boolean) {
  const opened = useRef(false)
  const touch = useRef<{ readonly x: number; readonly y: number; readonly timer: number }>(
    undefined,
  )
  const end = () => {
    clearTimeout(touch.current?.timer)
    touch.current = undefined
  }
  return {
    onPointerDown(event: PointerEvent): void {
      end()
      opened.current = false
      if (event.pointerType !== 'touch' || !event.isPrimary) return
      const timer = window.setTimeout(() => {
        opened.current = open(event)
      }, rest)
      touch.current = { x: event.clientX, y: event.clientY, timer }
    },
    onPointerMove({ clientX, clientY }: PointerEvent): void {
      const { x, y } = touch.current ?? { x: clientX, y: clientY }
      if (Math.hypot(clientX - x, clientY - y) > strays) end()
    },
    // The finger that is lifted then clicks on nothing, which would close the menu again.
    onTouchEnd(event: TouchEvent): void {
      if (opened.current) event.preventDefault()
      opened.current = false
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}

/** The menus of the things in the picture: at a right click, a long touch, or the menu's key. */
export function useMenu() {
  const { openMenu } = useActions()
  const openAt = (event: MouseEvent): boolean => {
    const thing = thingAt(event.target)
    if (!thing) return false
    event.preventDefault()
    openMenu({ id: thing.id, x: event.clientX, y: event.clientY })
    return true
  }
  return {
    ...useLongTouch(openAt),
    onContextMenu: openAt,
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
