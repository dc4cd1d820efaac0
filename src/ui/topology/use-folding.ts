import { useCallback, useMemo, useState } from 'react'
import { usePlayground } from '../store'
import type { Folds } from './graph/grouping'

/** Which owners' Pods somebody wants one by one, or as one; and how to want it otherwise. */
export interface Folding {
  readonly folds: Folds
  turn(owner: string, to: 'open' | 'folded'): void
}

/** What was folded and opened by hand, as long as the page is open. */
export function useFolding(): Folding {
  const [folds, setFolds] = useState<Folds>(new Map())
  const turn = useCallback(
    (owner: string, to: 'open' | 'folded') => setFolds((before) => new Map(before).set(owner, to)),
    [],
  )
  return useMemo(() => ({ folds, turn }), [folds, turn])
}

/** Folds the owner of the selected Pod, or opens it; nothing when no owner is meant. */
export function useTurning(
  { turn }: Folding,
  standIns: ReadonlyMap<string, string>,
): (selected: string | undefined) => (() => void) | undefined {
  const playground = usePlayground()
  return (selected) => {
    if (selected === undefined) return undefined
    const thing = playground.getState().picture.summaries.get(selected)
    const owner = thing?.type === 'pod' ? (thing.system ? undefined : thing.owner) : selected
    if (owner === undefined) return undefined
    const isFolded = [...standIns.values()].includes(owner)
    if (isFolded) return () => turn(owner, 'open')
    return thing?.type === 'pod' || thing?.type === 'workload'
      ? () => turn(owner, 'folded')
      : undefined
  }
}
