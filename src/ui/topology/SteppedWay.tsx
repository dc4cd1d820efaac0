import { useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useShared } from '../store'
import type { Layout } from './layout/picture'
import styles from './lines.module.css'
import { createTracks } from './motion/tracks'
import type { Track } from './ways/curve'
import type { Line } from './ways/lines'

/** The way of the packet whose step in a trace is looked at, with a head where it comes to. */
export function SteppedWay({
  layout,
  lines,
}: {
  readonly layout: Layout
  readonly lines: readonly Line[]
}) {
  const stepped = useShared((state) => state.stepped)
  const tracks = useMemo(() => createTracks(layout, lines), [layout, lines])
  if (!stepped) return null
  const { trip, gone, record, said } = stepped
  const whole = tracks.of(trip, record)
  if (!whole) return null
  const part = (gone && tracks.of(gone, record)) ?? whole
  const [x = 0, y = 0] = part.points.slice(-2)
  return (
    <>
      <svg className={styles.lines} aria-hidden="true">
        {part === whole ? null : <path className={styles.ahead} d={pathAlong(whole)} />}
        <path className={styles.stepped} d={pathAlong(part)} />
        <circle className={styles.steppedHead} cx={x} cy={y} r={6} />
      </svg>
      <Said lines={said} x={x} y={y + 12} />
    </>
  )
}

/** What is said where a packet is, above all that stands there. */
function Said({
  lines,
  x,
  y,
}: {
  readonly lines: readonly string[]
  readonly x: number
  readonly y: number
}) {
  const place = useRef<HTMLSpanElement>(null)
  const [above, setAbove] = useState<Element | null>(null)
  useEffect(() => setAbove(place.current?.closest('.react-flow__viewport') ?? null), [])
  const style = { transform: `translate(${x}px, ${y}px) translateX(-50%)` }
  return (
    <>
      <span ref={place} hidden />
      {above && lines.length > 0
        ? createPortal(
            <div className={styles.said} style={style} aria-hidden="true">
              {lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>,
            above,
          )
        : null}
    </>
  )
}

const pathAlong = ({ points }: Track): string => {
  const parts: string[] = []
  for (let at = 0; at < points.length; at += 2) {
    parts.push(`${at === 0 ? 'M' : 'L'}${points[at]?.toFixed(1)} ${points[at + 1]?.toFixed(1)}`)
  }
  return parts.join('')
}
