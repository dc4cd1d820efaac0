import { useMemo, useRef } from 'react'
import type { Summary } from '../../projection/summary'
import { usePlayground, useShared } from '../store'
import { useNarrow } from '../theme/theme'
import { useLens } from './LensSwitch'
import { layOut } from './layout/layout'
import type { Layout, LayoutInput, Memory } from './layout/picture'

/** Where things were dragged, in the picture's own units. */
export type Positions = Readonly<Record<string, readonly [x: number, y: number]>>

/** The summaries, as of the last change to what stands where: counters do not count. */
export function useShape(): ReadonlyMap<string, Summary> {
  const playground = usePlayground()
  const shape = useShared(({ picture }) => `${picture.era}.${picture.shape}`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape says when to look again
  return useMemo(() => playground.getState().picture.summaries, [playground, shape])
}

/** The layout of the picture, which remembers who stood where. */
export function useLayout(
  summaries: ReadonlyMap<string, Summary>,
  {
    system,
    dragged,
    standIns,
  }: Pick<LayoutInput, 'system' | 'standIns'> & { readonly dragged: Positions | undefined },
): Layout {
  const narrow = useNarrow()
  const kept = useShared(({ scenario }) => scenario.view.positions)
  const lens = useLens()
  const scene = useShared(({ picture }) => picture.scene)
  const memory = useRef<{ readonly scene: number; readonly memory: Memory }>(undefined)
  return useMemo(() => {
    const before = memory.current?.scene === scene ? memory.current.memory : undefined
    const positions = { ...kept, ...dragged }
    const layout = layOut({ summaries, positions, memory: before, system, narrow, lens, standIns })
    memory.current = { scene, memory: layout.memory }
    return layout
  }, [summaries, kept, dragged, system, narrow, lens, scene, standIns])
}
