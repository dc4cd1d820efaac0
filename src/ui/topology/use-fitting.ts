import { useReactFlow, useStore } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { useStill } from '../theme/theme'
import type { Layout } from './layout/layout'

/** Below this, text in the picture would be too small to read: one pans instead. */
const leastZoom = 0.92
const mostZoom = 1.25

/**
 * Keeps the whole picture in sight until somebody moves it by hand. `covered` is how much of its right
 * margin the inspector lies over.
 */
export function useFitting(layout: Layout, covered: number) {
  const flow = useReactFlow()
  const still = useStill()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const byHand = useRef(false)
  const extent = extentOf(layout)
  const key = `${extent.x} ${extent.y} ${extent.width} ${extent.height}`

  const fit = useCallback(
    (duration: number) => {
      if (width === 0 || height === 0) return
      const [x = 0, y = 0, wide = 1, high = 1] = key.split(' ').map(Number)
      const room = { width: width - covered - 32, height: height - 32 }
      const whole = Math.min(room.width / wide, room.height / high)
      const zoom = Math.max(leastZoom, Math.min(mostZoom, whole))
      const left = 16 + Math.max(0, (room.width - wide * zoom) / 2) - x * zoom
      const top = 16 + Math.max(0, (room.height - high * zoom) / 2) - y * zoom
      void flow.setViewport({ x: left, y: top, zoom }, { duration })
    },
    [flow, width, height, covered, key],
  )
  useEffect(() => {
    if (!byHand.current) fit(still ? 0 : 240)
  }, [fit, still])

  return {
    fit: () => {
      byHand.current = false
      fit(still ? 0 : 240)
    },
    // Without an event it was the page, not a person.
    onMoveStart: (event: MouseEvent | TouchEvent | null) => {
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
