import { type RefObject, useEffect } from 'react'
import { useActions } from '../../store'
import { dotAt } from './dot-at'
import type { Scene } from './draw-frame'

/** How far from a dot one may click, in pixels: on a thing that is meant, unless one hits. */
const reaches = { thing: 5, pane: 12, finger: 20 } as const

/** Things that are there to be clicked, too; the cluster's border is only around them. */
const things = '.react-flow__node:not(.react-flow__node-cluster)'
/** What does something when it is clicked is never taken for a dot that passes over it. */
const controls = 'button, a, input, select, [data-why]'

/** A click on a moving dot, of what is drawn now, shows its request and what became of it. */
export function useDots(
  canvas: RefObject<HTMLCanvasElement | null>,
  drawn: RefObject<Scene | undefined>,
): void {
  const { select } = useActions()
  useEffect(() => {
    const picture = canvas.current?.parentElement
    if (!picture) return
    const find = (event: PointerEvent | MouseEvent): number | undefined => {
      const target = event.target as Element
      if (!drawn.current || !canvas.current || !target.closest('.react-flow')) return undefined
      if (target.closest(controls)) return undefined
      const { left, top } = canvas.current.getBoundingClientRect()
      const isFinger = 'pointerType' in event && event.pointerType === 'touch'
      const reach = target.closest(things) ? reaches.thing : reaches[isFinger ? 'finger' : 'pane']
      const place = { x: event.clientX - left, y: event.clientY - top, reach }
      return dotAt(drawn.current, place)
    }
    const click = (event: MouseEvent) => {
      const request = find(event)
      if (request === undefined) return
      event.stopPropagation()
      select(`request/${request}`)
    }
    let handle = 0
    let marked: Element | undefined
    // Only what is under the pointer: all in the picture would take its time to be styled.
    const mark = (element: Element | undefined) => {
      if (marked === element) return
      marked?.removeAttribute('data-dot')
      element?.setAttribute('data-dot', '')
      marked = element
    }
    const move = (event: PointerEvent) => {
      cancelAnimationFrame(handle)
      if (event.buttons !== 0) return
      handle = requestAnimationFrame(() => {
        mark(find(event) === undefined ? undefined : (event.target as Element))
      })
    }
    picture.addEventListener('click', click, { capture: true })
    picture.addEventListener('pointermove', move, { passive: true })
    return () => {
      cancelAnimationFrame(handle)
      picture.removeEventListener('click', click, { capture: true })
      picture.removeEventListener('pointermove', move)
    }
  }, [canvas, drawn, select])
}
