import { useCallback, useMemo } from 'react'
import type { Summary } from '../../projection/summary'
import { scenarioLimits } from '../../scenarios/limits'
import { usePlayground, useShared } from '../store'
import { crowdsIn, type Folds, isCrowd, ownersOf } from './graph/grouping'

/** Which owners' Pods somebody wants one by one, or as one; and how to want it otherwise. */
export interface Folding {
  readonly folds: Folds
  turn(owner: string, to: 'open' | 'folded'): void
}

/** What was folded and opened by hand, which a link keeps. */
export function useFolding(): Folding {
  const { getState, actions } = usePlayground()
  const kept = useShared(({ scenario }) => scenario.view.folds)
  return useMemo(() => {
    const turn: Folding['turn'] = (owner, to) => {
      const { looks, picture, scenario } = getState()
      const isUnseen =
        isCrowd(picture.summaries.get(owner)) && !looks.some(({ id }) => id === owner)
      // Of very many the first are shown.
      if (to === 'open' && isUnseen) actions.lookAt({ id: owner, from: 0 })
      // Whoever is turned last is kept, however many there were.
      const { [owner]: _, ...others } = scenario.view.folds ?? {}
      const last = Object.entries(others).slice(1 - scenarioLimits.folds)
      actions.setView({ folds: Object.fromEntries([...last, [owner, to] as const]) })
    }
    return { folds: new Map(Object.entries(kept ?? {})), turn }
  }, [getState, actions, kept])
}

/** How an owner's Pods are shown one by one, and as one again. */
export function useOpening(
  { folds, turn }: Folding,
  summaries: ReadonlyMap<string, Summary>,
  standIns: ReadonlyMap<string, string>,
) {
  // As a text it is the same while it says the same.
  const crowds = useMemo(() => crowdsIn(summaries).join(' '), [summaries])
  const opening = useCallback(
    (owner: string) => {
      const isFolded = crowds.split(' ').includes(owner)
        ? folds.get(owner) !== 'open'
        : ownersOf(standIns).has(owner)
      return isFolded ? () => turn(owner, 'open') : undefined
    },
    [crowds, folds, standIns, turn],
  )
  const closing = useCallback((owner: string) => turn(owner, 'folded'), [turn])
  return { opening, closing }
}

/** Folds the owner of the selected Pod, or opens it; nothing when no owner is meant. */
export function useTurning(
  { folds, turn }: Folding,
  standIns: ReadonlyMap<string, string>,
): (selected: string | undefined) => (() => void) | undefined {
  const playground = usePlayground()
  return (selected) => {
    if (selected === undefined) return undefined
    const thing = playground.getState().picture.summaries.get(selected)
    const owner = thing?.type === 'pod' ? (thing.system ? undefined : thing.owner) : selected
    if (owner === undefined) return undefined
    const isFolded = isCrowd(playground.getState().picture.summaries.get(owner))
      ? folds.get(owner) !== 'open'
      : [...standIns.values()].includes(owner)
    if (isFolded) return () => turn(owner, 'open')
    return thing?.type === 'pod' || thing?.type === 'workload'
      ? () => turn(owner, 'folded')
      : undefined
  }
}
