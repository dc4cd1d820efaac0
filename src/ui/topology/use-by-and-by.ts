import { useEffect, useReducer, useRef } from 'react'
import type { Vertex } from './vertices-of'

/** So many are new in one frame at most. */
const newAtOnce = 60

/**
 * Of many things those that are there already, and as many new ones as a frame has time for: the
 * others come with the next frames. Frames that others stand in come first.
 */
export function useByAndBy(all: readonly Vertex[]): readonly Vertex[] {
  const known = useRef<ReadonlySet<string>>(new Set())
  const [, goOn] = useReducer((count: number) => count + 1, 0)
  const part = withSomeNew(all, known.current)
  const isWhole = part.length === all.length
  useEffect(() => {
    known.current = new Set(part.map(({ id }) => id))
    if (isWhole) return
    const handle = requestAnimationFrame(goOn)
    return () => cancelAnimationFrame(handle)
  })
  return isWhole ? all : part
}

/** The things that are known, with the first of those that are new, in the order of all. */
export function withSomeNew(
  all: readonly Vertex[],
  known: ReadonlySet<string>,
  most = newAtOnce,
): readonly Vertex[] {
  const frames = new Set(all.map(({ parentId }) => parentId))
  let left = most
  return all.filter(({ id }) => known.has(id) || frames.has(id) || left-- > 0)
}
