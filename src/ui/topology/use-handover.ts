import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react'
import { elementOf } from './graph/use-walking'

/**
 * React Flow takes over from the still picture: who stood on a thing by keyboard stands on it
 * still, though another element draws it. What comes back is to be called when React Flow is ready.
 */
export function useHandover(
  picture: RefObject<HTMLElement | null>,
  flows: boolean,
  begin: (flows: boolean) => void,
): () => void {
  const stoodOn = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (!flows || stoodOn.current === undefined) return
    elementOf(picture.current, stoodOn.current)?.focus({ preventScroll: true })
    stoodOn.current = undefined
  }, [flows, picture])
  return useCallback(() => {
    const { activeElement } = document
    const isHere = activeElement instanceof HTMLElement && picture.current?.contains(activeElement)
    stoodOn.current = isHere ? activeElement.dataset['id'] : undefined
    begin(true)
  }, [picture, begin])
}
