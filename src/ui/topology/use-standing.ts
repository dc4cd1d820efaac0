import { type FocusEvent, type RefObject, useEffect, useRef } from 'react'
import { elementOf } from './graph/use-walking'
import type { Looking } from './use-view'
import { usePicture } from './vertices/picture-context'
import type { Vertex } from './vertices-of'

/**
 * What the keyboard stands on, or on a button of, comes into sight. When that goes, folded into
 * another thing or out of one, the keyboard stands on what is shown instead: it is never lost.
 */
export function useStanding(
  picture: RefObject<HTMLElement | null>,
  nodes: readonly Vertex[],
  { reveal }: Looking,
) {
  const { standIns } = usePicture()
  const last = useRef<string>(undefined)
  // Of what a thing stood for, once it does no longer.
  const folded = useRef<StandIns>(standIns)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other nodes are other elements
  useEffect(() => {
    const id = last.current
    if (id === undefined || document.activeElement !== document.body) return
    const heirs = [id, standIns.get(id), ...podsOf(id, folded.current)]
    for (const heir of heirs) {
      const element = heir === undefined ? undefined : elementOf(picture.current, heir)
      if (element) return element.focus({ preventScroll: true })
    }
  }, [nodes, standIns, picture])
  return {
    onFocus: ({ target }: FocusEvent): void => {
      last.current = target.closest<HTMLElement>('[data-id]')?.dataset.id
      if (podsOf(last.current, standIns).length > 0) folded.current = standIns
      if (last.current !== undefined && target.matches(':focus-visible')) reveal(last.current)
    },
    // Of what is taken away, nothing is told.
    onBlur: (): void => {
      last.current = undefined
    },
  }
}

type StandIns = ReadonlyMap<string, string>

const podsOf = (owner: string | undefined, standIns: StandIns): readonly string[] =>
  [...standIns].flatMap(([pod, by]) => (by === owner ? [pod] : []))
