import { useCallback, useMemo, useRef, useState } from 'react'
import { usePlayground, useShared } from '../store'
import { edgesOf } from './graph/edges'
import { filtered } from './graph/filtered'
import { grouped } from './graph/grouping'
import { keptLines, keptMap, keptSetting } from './kept'
import { positionKey } from './layout/layout'
import type { Layout } from './layout/picture'
import { useWithin } from './use-focus'
import { type Folding, useOpening } from './use-folding'
import { useGliding } from './use-gliding'
import { type Positions, useLayout, useShape } from './use-layout'
import { settingOf } from './vertices/picture-context'
import { type Vertex, verticesOf } from './vertices-of'
import { type Line, type LinesInput, linesOf } from './ways/lines'

/** Things on their way to other places: being dragged, or put there. */
export interface Moves {
  drag(places: Positions): void
  put(places: Positions): void
}

/** Everything that is drawn, and how things are moved. */
export function usePicture(system: boolean, folding: Folding) {
  const { folds } = folding
  const playground = usePlayground()
  const [dragged, setDragged] = useState<Positions>()
  const shape = useShape()
  const namespace = useShared(({ scenario }) => scenario.view.namespace)
  const labels = useShared(({ scenario }) => scenario.view.labels)
  const { summaries: left, hidden } = useMemo(
    () => filtered(shape, { namespace, labels }),
    [shape, namespace, labels],
  )
  const { summaries, standIns: found } = useMemo(() => grouped(left, folds), [left, folds])
  const standIns = useKept(found, keptMap)
  const wanted = useLayout(summaries, { system, dragged, standIns })
  const layout = useGliding(wanted, dragged !== undefined)
  const shownAs = (id?: string) => (id === undefined ? undefined : (standIns.get(id) ?? id))
  const selected = shownAs(useShared((state) => state.selected))
  const hovered = shownAs(useShared((state) => state.hovered))
  const before = useRef<readonly Vertex[]>([])
  const vertices = useMemo(() => {
    before.current = verticesOf(layout, selected, before.current)
    return [...before.current]
  }, [layout, selected])
  const { density, narrow } = layout
  const { opening, closing } = useOpening(folding, left, standIns)
  const setting = useKept(
    useMemo(
      () => settingOf(summaries, { density, narrow, standIns, opening, closing }),
      [summaries, density, narrow, standIns, opening, closing],
    ),
    keptSetting,
  )
  const focus = hovered ?? selected
  const asks = useShared(({ picture }) => picture.asks)
  const lines = useLines(summaries, layout, { asks, focus })

  const graph = useCallback(
    () => ({
      placed: wanted.placed,
      edges: edgesOf({ summaries, layout: wanted, asks: playground.getState().picture.asks }),
    }),
    [wanted, summaries, playground],
  )

  const within = useWithin(graph)

  const { lens } = wanted
  const drag = useCallback(
    (places: Positions) => setDragged((was) => ({ ...was, ...inLens(lens, places) })),
    [lens],
  )
  const put = useCallback(
    (places: Positions) => {
      const { positions } = playground.getState().scenario.view
      playground.actions.setView({ positions: { ...positions, ...inLens(lens, places) } })
      setDragged(undefined)
    },
    [playground, lens],
  )
  const moves: Moves = useMemo(() => ({ drag, put }), [drag, put])
  return { wanted, layout, setting, vertices, lines, focus, moves, graph, standIns, within, hidden }
}

function useLines(
  summaries: LinesInput['summaries'],
  layout: Layout,
  { asks, focus }: Pick<LinesInput, 'asks' | 'focus'>,
): readonly Line[] {
  // Another focus, as the pointer goes about, has nearly the same lines.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of others nothing is known
  const known = useMemo(() => new Map<string, Line>(), [summaries, layout])
  return useKept(
    useMemo(
      () => linesOf({ summaries, layout, asks, focus, known }),
      [summaries, layout, asks, focus, known],
    ),
    keptLines,
  )
}

/** A value, or the one before when that says the same: what hangs on it is then not done again. */
function useKept<Value>(value: Value, keep: (before: Value, value: Value) => Value): Value {
  const last = useRef(value)
  if (last.current !== value) last.current = keep(last.current, value)
  return last.current
}

const inLens = (lens: Layout['lens'], places: Positions): Positions =>
  Object.fromEntries(Object.entries(places).map(([id, at]) => [positionKey(lens, id), at]))
