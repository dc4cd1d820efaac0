import { useMemo } from 'react'
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
  const track = useMemo(
    () => stepped && createTracks(layout, lines).of(stepped.trip, stepped.record),
    [stepped, layout, lines],
  )
  if (!track) return null
  const [x = 0, y = 0] = track.points.slice(-2)
  return (
    <svg className={styles.lines} aria-hidden="true">
      <path className={styles.stepped} d={pathAlong(track)} />
      <circle className={styles.steppedHead} cx={x} cy={y} r={6} />
    </svg>
  )
}

const pathAlong = ({ points }: Track): string => {
  const parts: string[] = []
  for (let at = 0; at < points.length; at += 2) {
    parts.push(`${at === 0 ? 'M' : 'L'}${points[at]?.toFixed(1)} ${points[at + 1]?.toFixed(1)}`)
  }
  return parts.join('')
}
