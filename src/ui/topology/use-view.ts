import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { laptop, useShared } from '../store'
import { useStill } from '../theme/theme'
import { fitting, type Room, revealing, type View, zoomed } from './fitting'
import type { Box } from './layout/inside-node'
import type { Layout } from './layout/picture'
import { sizes } from './layout/sizes'

const glideMillis = 240

/** How the picture is looked at, and how to look at it otherwise. */
export interface Looking {
  readonly view: View
  /** The view that is on screen: for what is drawn outside of React. */
  readonly shown: RefObject<View>
  readonly size: Size
  /** All that there is, in the picture's own units. */
  readonly extent: Box
  showAll(): void
  zoomBy(factor: number): void
  /** Moves the picture just so far that a thing is in sight. */
  reveal(id: string): void
  /** A person moves the picture: from now on it stays where it was put. */
  moveByHand(view: View): void
}

/** What there is of the screen. */
export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * Keeps the whole picture in sight until somebody moves it by hand; then, at least what is
 * selected. `covered` is how much of its right margin the inspector lies over.
 */
export function useView(
  element: RefObject<HTMLElement | null>,
  layout: Layout,
  covered: number,
): Looking {
  const size = useSize(element)
  const { view, shown, go } = useGlidingView()
  const byHand = useRef(false)
  const selected = useShared((state) => state.selected)
  const box = selected === undefined ? undefined : layout.placed.get(selected)
  // A layout with the same extent needs no other view.
  const extent = useSame(extentOf(layout))
  const { width, height } = size

  const showAll = useCallback(() => {
    const room: Room = { width, height, covered }
    if (width > 0 && height > 0) go(fitting(extent, room))
  }, [go, width, height, covered, extent])
  const empty = layout.placed.size === 0
  useLayoutEffect(() => {
    if (!byHand.current && !empty) showAll()
  }, [showAll, empty])

  // biome-ignore lint/correctness/useExhaustiveDependencies: shown once, and not held
  useEffect(() => {
    if (!box || width === 0) return
    const room = { width, height, covered }
    const target = byHand.current ? shown.current : fitting(extent, room)
    const moved = revealing(box, target, room)
    if (moved) go(moved)
  }, [selected, covered])

  return {
    view,
    shown,
    size,
    extent,
    showAll: () => {
      byHand.current = false
      showAll()
    },
    reveal: (id) => {
      const thing = layout.placed.get(id)
      const moved = thing && revealing(thing, shown.current, { width, height, covered })
      if (moved) go(moved)
    },
    zoomBy: (factor) => {
      byHand.current = true
      go(zoomed(shown.current, factor, { width, height, covered }))
    },
    moveByHand: (moved) => {
      byHand.current = true
      go(moved, true)
    },
  }
}

/** A view that goes to another in a moment, but for its first one, and for people in a hurry. */
function useGlidingView() {
  const still = useStill()
  const [view, setView] = useState<View>({ x: 0, y: 0, zoom: 1 })
  const shown = useRef(view)
  const handle = useRef(0)
  const begun = useRef(false)
  useLayoutEffect(() => {
    shown.current = view
  }, [view])
  useEffect(() => () => cancelAnimationFrame(handle.current), [])
  const go = useCallback(
    (target: View, atOnce = false) => {
      cancelAnimationFrame(handle.current)
      if (still || atOnce || !begun.current) {
        begun.current = true
        setView(target)
        return
      }
      const from = shown.current
      let start: number | undefined
      handle.current = requestAnimationFrame(function glide(at) {
        start ??= at
        const part = Math.min(1, (at - start) / glideMillis)
        setView(part < 1 ? between(from, target, 1 - (1 - part) ** 3) : target)
        if (part < 1) handle.current = requestAnimationFrame(glide)
      })
    },
    [still],
  )
  return { view, shown, go }
}

const between = (from: View, to: View, part: number): View => ({
  x: from.x + (to.x - from.x) * part,
  y: from.y + (to.y - from.y) * part,
  zoom: from.zoom + (to.zoom - from.zoom) * part,
})

function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const measure = () => setSize({ width: current.clientWidth, height: current.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return size
}

/** All that is placed, the cluster's border included. */
function extentOf({ cluster, placed }: Layout) {
  const boxes = [cluster, ...placed.values()]
  const x = Math.min(...boxes.map((box) => box.x))
  // A port-forward that opens finds its room, and moves nothing.
  const above = placed.has(laptop) ? sizes.tunnel : 0
  const y = Math.min(...boxes.map((box) => box.y), cluster.y - above)
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}

function useSame<Value extends object>(value: Value): Value {
  const kept = useRef(value)
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}
