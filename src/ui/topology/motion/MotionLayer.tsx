import { useEffect, useMemo, useRef, useState } from 'react'
import { useSay } from '../../i18n'
import { usePlayground, useShared } from '../../store'
import { coloursAt } from '../../theme/colours'
import { type Mark, markColors, marks } from '../../theme/marks'
import { useForced, useStill, useTheme } from '../../theme/theme'
import type { Layout } from '../layout/picture'
import styles from '../topology.module.css'
import type { Looking } from '../use-view'
import type { Line } from '../ways/lines'
import { drawFrame, type Scene } from './draw-frame'
import { createShownClock } from './shown-clock'
import { createTracks } from './tracks'
import { useDots } from './use-dots'

/**
 * What moves, on one canvas over the picture: a function of the requests and of the instant shown.
 */
export function MotionLayer({
  layout,
  lines,
  within,
  looking,
}: {
  readonly layout: Layout
  readonly lines: readonly Line[]
  /** All that is not dimmed, when something is. */
  readonly within: ReadonlySet<string> | undefined
  readonly looking: Looking
}) {
  const say = useSay()
  const ref = useRef<HTMLCanvasElement>(null)
  const playground = usePlayground()
  const { shown: view, size } = looking
  const still = useStill()
  const theme = useTheme(useShared((state) => state.theme))
  const forced = useForced()
  const [every, setEvery] = useState(1)
  const tracks = useMemo(() => createTracks(layout, lines, within), [layout, lines, within])
  const current = useRef({ tracks, size })
  current.current = { tracks, size }
  const drawn = useRef<Scene>(undefined)
  useDots(ref, drawn)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context || still) return
    const clock = createShownClock()
    const colors = colorsOf(canvas)
    let shown: Scene | undefined
    let handle = requestAnimationFrame(function draw(at) {
      const { picture } = playground.getState()
      const now = clock.shown(picture, at)
      const { tracks, size } = current.current
      const scene = { picture, now, view: view.current, ...size, ratio: devicePixelRatio, tracks }
      if (!sameScene(shown, scene)) {
        fitCanvas(canvas, scene)
        setEvery(drawFrame(context, scene, colors))
        shown = scene
        drawn.current = scene
      }
      handle = requestAnimationFrame(draw)
    })
    return () => cancelAnimationFrame(handle)
  }, [playground, view, still, theme, forced])

  return (
    <>
      <canvas ref={ref} className={styles.motion} />
      {every > 1 && !still ? (
        <p className={styles.sampled}>{say('picture.sampled', { every })}</p>
      ) : null}
    </>
  )
}

const colorsOf = (element: HTMLElement): Readonly<Record<Mark, string>> => {
  const colour = coloursAt(element)
  const entries = marks.map((mark) => [mark, colour(markColors[mark])] as const)
  return Object.fromEntries(entries) as Record<Mark, string>
}

/** Paused, nothing is drawn again. */
const sameScene = (before: Scene | undefined, after: Scene): boolean =>
  before !== undefined &&
  before.now === after.now &&
  before.picture.requests === after.picture.requests &&
  before.view === after.view &&
  before.width === after.width &&
  before.height === after.height &&
  before.ratio === after.ratio &&
  before.tracks === after.tracks

function fitCanvas(canvas: HTMLCanvasElement, { width, height, ratio }: Scene): void {
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width === wide && canvas.height === high) return
  canvas.width = wide
  canvas.height = high
}
