import { useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { useShared } from '../store'
import { useStill } from '../theme/theme'
import { fitting, type Room, revealing } from './fitting'
import type { Layout } from './layout/layout'

/**
 * Keeps the whole picture in sight until somebody moves it by hand; then, at least what is
 * selected. `covered` is how much of its right margin the inspector lies over.
 */
export function useFitting(layout: Layout, covered: number) {
  const flow = useReactFlow()
  const view = useStoreApi()
  const duration = useStill() ? 0 : 240
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const selected = useShared((state) => state.selected)
  const box = selected === undefined ? undefined : layout.placed.get(selected)
  const byHand = useRef(false)
  // A layout with the same extent needs no other view.
  const extent = useSame(extentOf(layout))

  const showAll = useCallback(() => {
    const room: Room = { width, height, covered }
    if (width === 0 || height === 0) return
    void flow.setViewport(fitting(extent, room), { duration })
  }, [flow, duration, width, height, covered, extent])
  useEffect(() => {
    if (!byHand.current) showAll()
  }, [showAll])

  // biome-ignore lint/correctness/useExhaustiveDependencies: shown once, and not held
  useEffect(() => {
    if (!box || width === 0) return
    const [x, y, zoom] = view.getState().transform
    const target = byHand.current ? { x, y, zoom } : fitting(extent, { width, height, covered })
    const moved = revealing(box, target, { width, height, covered })
    if (moved) void flow.setViewport(moved, { duration })
  }, [selected, covered])

  return {
    showAll: () => {
      byHand.current = false
      showAll()
    },
    // Without an event it was the page, not a person.
    onMove: (event: MouseEvent | TouchEvent | null) => {
      if (event) byHand.current = true
    },
  }
}

/** All that is placed, the cluster's border included. */
function extentOf({ cluster, placed }: Layout) {
  const boxes = [cluster, ...placed.values()]
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}

function useSame<Value extends object>(value: Value): Value {
  const kept = useRef(value)
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}
