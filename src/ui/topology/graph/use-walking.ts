import { type FocusEvent, type KeyboardEvent, type RefObject, useRef } from 'react'
import { useActions } from '../../store'
import type { Looking } from '../use-view'
import type { Direction, Graph, walk } from './walk'

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/**
 * Arrow keys walk along the lines. With Shift they are React Flow's, and move what is selected.
 */
export function useWalking(
  element: RefObject<HTMLElement | null>,
  graph: () => Graph,
  looking: Looking,
) {
  const { hover } = useActions()
  const last = useRef<{ readonly from: string; readonly to: string }>(undefined)
  const known = useRef<typeof walk>(undefined)
  // Comes when the keyboard first stands on a thing.
  const learn = () =>
    import('./walk').then(
      (walking) => {
        known.current = walking.walk
      },
      () => undefined,
    )
  const step = (here: string, direction: Direction) => {
    const before = last.current?.to === here ? last.current.from : undefined
    const to = known.current?.(graph(), here, direction, before)
    if (to === undefined) return
    // Among siblings one has still come from the same thing.
    const isAcross = direction === 'up' || direction === 'down'
    last.current = { from: isAcross ? (before ?? here) : here, to }
    goTo(element.current, to, looking)
  }
  return {
    onKeyDownCapture: (event: KeyboardEvent) => {
      const direction = directions[event.key]
      const here = thingAt(event.target)
      if (!direction || here === undefined || isModified(event)) return
      event.preventDefault()
      event.stopPropagation()
      if (known.current) step(here, direction)
      else void learn().then(() => step(here, direction))
    },
    // What one stands on lights its lines up, as under the pointer.
    onFocus: ({ target }: FocusEvent) => {
      const id = thingAt(target)
      if (id !== undefined) void learn()
      if (id !== undefined && target.matches(':focus-visible')) hover(id)
    },
    onBlur: ({ target }: FocusEvent) => {
      if (thingAt(target) !== undefined) hover(undefined)
    },
  }
}

/** Has the keyboard stand on a thing, and the thing in sight. */
export function goTo(picture: HTMLElement | null, id: string, { reveal }: Looking): void {
  elementOf(picture, id)?.focus({ preventScroll: true })
  reveal(id)
}

const isModified = ({ shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  shiftKey || ctrlKey || altKey || metaKey

/** The thing of the picture that an element is. */
const thingAt = (target: EventTarget): string | undefined =>
  target instanceof HTMLElement && target.tabIndex >= 0 ? target.dataset.id : undefined

/** What draws a thing now: the still picture, or React Flow. */
export function elementOf(picture: HTMLElement | null, id: string): HTMLElement | undefined {
  const found = picture?.querySelectorAll<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? []
  return [...found].find((each) => each.closest('[inert]') === null)
}
