import { useMemo } from 'react'
import { scenarioLimits } from '../../scenarios/limits'
import { usePlayground, useShared } from '../store'
import type { Folds } from './graph/grouping'

/** Which owners' Pods somebody wants one by one, or as one; and how to want it otherwise. */
export interface Folding {
  readonly folds: Folds
  turn(owner: string, to: 'open' | 'folded'): void
}

/** What was folded and opened by hand, which a link keeps. */
export function useFolding(): Folding {
  const playground = usePlayground()
  const kept = useShared(({ scenario }) => scenario.view.folds)
  return useMemo(() => {
    const turn: Folding['turn'] = (owner, to) => {
      // Whoever is turned last is kept, however many there were.
      const { [owner]: _, ...others } = playground.getState().scenario.view.folds ?? {}
      const last = Object.entries(others).slice(1 - scenarioLimits.folds)
      const folds = Object.fromEntries([...last, [owner, to] as const])
      playground.actions.setView({ folds })
    }
    return { folds: new Map(Object.entries(kept ?? {})), turn }
  }, [playground, kept])
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
