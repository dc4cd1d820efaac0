import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { laptop, useProjected, useShared } from '../store'
import { useStill } from '../theme/theme'
import { type Extent, fitting, type Room, revealing, type View, zoomed } from './fitting'
import type { Layout } from './layout/picture'
import { sizes } from './layout/sizes'
import { createShownView, type ShownView } from './shown-view'

const glideMillis = 240

/** How the picture is looked at, and how to look at it otherwise. */
export interface Looking {
  readonly shown: ShownView
  readonly size: Size
  /** All that there is, in the picture's own units. */
  readonly extent: Extent
  showAll(): void
  zoomBy(factor: number): void
  /** Moves the picture just so far that a thing is in sight. */
  reveal(id: string): void
  /** A person moves the picture: from now on it stays where it was put. */
  moveByHand(view: View): void
  /** A person has begun to move what holds the view. */
  takeByHand(): void
  /** Whether a person has moved it since all was shown. */
  isByHand(): boolean
  /** Whoever holds the view from now on is asked to show another; returns how to stop. */
  hold(show: (view: View) => void): () => void
}

/** The view that is on screen, drawn anew with each other one. */
export const useShownView = ({ shown }: Looking): View => useShownAs(shown, (view) => view)

/** What a view comes to; drawn anew only when that is something else. */
export const useShownAs = <Found>(shown: ShownView, of: (view: View) => Found): Found =>
  useSyncExternalStore(shown.listen, () => of(shown.current))

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
  const { shown, goal, go, stop, hold } = useGlidingView()
  const byHand = useRef(false)
  const selected = useShared((state) => state.selected)
  const box = selected === undefined ? undefined : layout.placed.get(selected)
  // A layout with the same extent needs no other view.
  const extent = useSame(extentOf(layout))
  const { width, height } = size
  const { narrow } = layout
  const projected = useProjected()

  const kept = useRef(() => box)
  kept.current = () => box ?? layout.placed.get(stoodOn(element.current))
  const showAll = useCallback(() => {
    const room: Room = { width, height, covered, narrow, projected }
    if (width === 0 || height === 0) return
    const all = fitting(extent, room)
    // Where there is no room for all, what is selected stays in sight, or has the keyboard.
    const inSight = kept.current()
    go((inSight && revealing(inSight, all, room)) ?? all)
  }, [go, width, height, covered, narrow, projected, extent])
  const empty = layout.placed.size === 0
  useLayoutEffect(() => {
    if (!byHand.current && !empty) showAll()
  }, [showAll, empty])

  // biome-ignore lint/correctness/useExhaustiveDependencies: shown once, and not held
  useEffect(() => {
    if (!box || width === 0) return
    const room = { width, height, covered, narrow, projected }
    const target = byHand.current ? shown.current : fitting(extent, room)
    const moved = revealing(box, target, room)
    if (moved) go(moved)
  }, [selected, covered])

  const reveal = useLatest((id: string) => {
    const thing = layout.placed.get(id)
    const moved = thing && revealing(thing, goal(), { width, height, covered, narrow, projected })
    if (moved) go(moved)
  })
  const zoomBy = useLatest((factor: number) => {
    byHand.current = true
    go(zoomed(shown.current, factor, { width, height, covered }))
  })
  return useMemo(() => {
    const takeByHand = () => {
      byHand.current = true
      stop()
    }
    return {
      ...{ shown, size, extent, reveal, zoomBy, takeByHand, hold },
      isByHand: () => byHand.current,
      showAll: () => {
        byHand.current = false
        showAll()
      },
      moveByHand: (moved: View) => {
        takeByHand()
        go(moved, true)
      },
    }
  }, [shown, size, extent, reveal, zoomBy, hold, showAll, stop, go])
}

/** What the keyboard stands on, or on a button of. */
const stoodOn = (picture: HTMLElement | null): string =>
  picture?.querySelector<HTMLElement>('[data-id]:is(:focus-visible, :has(:focus-visible))')
    ?.dataset['id'] ?? ''

/** A function that stays the same and does what it was last told to do. */
function useLatest<Given extends readonly unknown[]>(act: (...given: Given) => void) {
  const latest = useRef(act)
  latest.current = act
  return useCallback((...given: Given) => latest.current(...given), [])
}

/**
 * A view that goes to another in a moment, but for its first one, and for people in a hurry; and
 * the one to which it is on its way.
 */
function useGlidingView() {
  const still = useStill()
  const [shown] = useState(() => createShownView({ x: 0, y: 0, zoom: 1 }))
  const holder = useRef<(view: View) => void>(undefined)
  const handle = useRef(0)
  const begun = useRef(false)
  const target = useRef<View>(undefined)
  const stop = useCallback(() => {
    cancelAnimationFrame(handle.current)
    target.current = undefined
  }, [])
  const goal = useCallback(() => target.current ?? shown.current, [shown])
  useEffect(() => stop, [stop])
  const show = useCallback(
    (view: View) => {
      // Whoever holds it tells what has come of it.
      if (holder.current) holder.current(view)
      else shown.tell(view)
    },
    [shown],
  )
  const hold = useCallback(
    (take: (view: View) => void) => {
      holder.current = take
      take(shown.current)
      return () => {
        holder.current = undefined
      }
    },
    [shown],
  )
  const go = useCallback(
    (to: View, atOnce = false) => {
      stop()
      if (still || atOnce || !begun.current) {
        begun.current = true
        show(to)
        return
      }
      const from = shown.current
      target.current = to
      let start: number | undefined
      handle.current = requestAnimationFrame(function glide(at) {
        start ??= at
        const part = Math.min(1, (at - start) / glideMillis)
        show(part < 1 ? between(from, to, 1 - (1 - part) ** 3) : to)
        if (part < 1) handle.current = requestAnimationFrame(glide)
        else target.current = undefined
      })
    },
    [still, stop, show, shown],
  )
  return { shown, goal, go, stop, hold }
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
function extentOf({ cluster, placed }: Layout): Extent {
  const boxes = [cluster, ...placed.values()]
  const x = Math.min(...boxes.map((box) => box.x))
  // A port-forward that opens finds its room, and moves nothing.
  const above = placed.has(laptop) ? sizes.tunnel : 0
  const y = Math.min(...boxes.map((box) => box.y), cluster.y - above)
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y, cluster }
}

function useSame<Value extends object>(value: Value): Value {
  const kept = useRef(value)
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}
