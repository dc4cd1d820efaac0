import { type RefObject, useLayoutEffect } from 'react'
import { isFar } from './fitting'
import type { ShownView } from './shown-view'

/**
 * Marks a picture that is looked at from far away, in which what cannot be read is not painted: it
 * is heard and pointed at as ever. Written to the element itself, so that nothing is drawn anew.
 */
export function useFar(element: RefObject<HTMLElement | null>, shown: ShownView): void {
  useLayoutEffect(() => {
    const mark = () => {
      element.current?.toggleAttribute('data-far', isFar(shown.current))
    }
    mark()
    return shown.listen(mark)
  }, [element, shown])
}
