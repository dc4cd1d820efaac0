import { type RefObject, useEffect } from 'react'
import { litIn, usePlayground, useShared } from '../store'
import type { Vertex } from './vertices-of'

/**
 * Marks what lights up in the picture. Written to the elements themselves: a caret that moves draws
 * nothing anew. What is drawn anew is marked again.
 */
export function useLit(
  element: RefObject<HTMLElement | null>,
  vertices: readonly Vertex[],
  flows: boolean,
): void {
  const playground = usePlayground()
  const lit = useShared((state) => litIn(state).join('\n'))
  // biome-ignore lint/correctness/useExhaustiveDependencies: other vertices are other elements
  useEffect(() => {
    const { current } = element
    if (!current) return
    for (const each of current.querySelectorAll('[data-lit]')) each.removeAttribute('data-lit')
    // The pointer shows by itself what it is on.
    if (playground.getState().hovered !== undefined) return
    for (const id of lit === '' ? [] : lit.split('\n')) {
      const found = current.querySelectorAll(`[data-id="${CSS.escape(id)}"]`)
      for (const each of found) each.setAttribute('data-lit', '')
    }
  }, [element, playground, lit, vertices, flows])
}
