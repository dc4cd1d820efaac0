import { useMemo, useRef, useSyncExternalStore } from 'react'
import type { Summary } from '../../projection/summary'
import { usePlayground, useShared } from '../store'
import { useNarrow } from '../theme/theme'
import { keptLayout } from './kept'
import { useLens } from './LensSwitch'
import { layOut } from './layout/layout'
import type { Layout, LayoutInput, Memory } from './layout/picture'
import { createShownShape } from './shown-shape'

/** Where things were dragged, in the picture's own units. */
export type Positions = Readonly<Record<string, readonly [x: number, y: number]>>

/** The summaries, as of the last change to what stands where: counters do not count. */
export function useShape(): ReadonlyMap<string, Summary> {
  const playground = usePlayground()
  const shown = useMemo(() => createShownShape(playground), [playground])
  const shape = useSyncExternalStore(shown.listen, shown.get)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape says when to look again
  return useMemo(() => playground.getState().picture.summaries, [playground, shape])
}

/** The layout that was last, and what it remembers of those before. */
interface Remembered {
  readonly scene: number
  /** Whether the cluster was opened by then. */
  readonly isThere: boolean
  readonly memory: Memory
  readonly layout: Layout
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
  const loading = useShared((state) => state.loading)
  const last = useRef<Remembered>(undefined)
  return useMemo(() => {
    const before = last.current?.scene === scene ? last.current : undefined
    const positions = { ...kept, ...dragged }
    // How a cluster came to be is seen at the machine's pace; where it has come to, everybody who
    // opens it finds things in the same places, and from then on they stay.
    const memory = loading || before?.isThere ? before?.memory : undefined
    const found = layOut({ summaries, positions, memory, system, narrow, lens, standIns })
    const layout = keptLayout(before?.layout, found)
    last.current = { scene, isThere: !loading, memory: found.memory, layout }
    return layout
  }, [summaries, kept, dragged, system, narrow, lens, scene, loading, standIns])
}
