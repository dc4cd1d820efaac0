import { useMemo } from 'react'
import { usePlayground } from '../../store'
import { markColors, markPath } from '../../theme/marks'
import type { View } from '../fitting'
import { underWay } from '../motion/draw-frame'
import { markOf } from '../motion/mark-of'
import { createTracks } from '../motion/tracks'
import type { PictureParts } from '../StillPicture'
import { along } from '../ways/curve'
import styles from './print.module.css'

const size = 4.6

/** What is under way at this instant, as lines and shapes that any printer draws sharply. */
export function DotsStill({
  layout,
  lines,
  within,
  view: { x, y, zoom },
}: Pick<PictureParts, 'layout' | 'lines' | 'within'> & { readonly view: View }) {
  const { picture } = usePlayground().getState()
  const tracks = useMemo(() => createTracks(layout, lines, within), [layout, lines, within])
  return (
    <svg className={styles.dots} aria-hidden="true">
      <g transform={`translate(${x} ${y}) scale(${zoom})`}>
        {underWay({ picture, now: picture.now }).map(({ record, moment }) => {
          const track = tracks.of(moment.trip, record)
          if (!track) return null
          const { angle, ...at } = along(track, moment.part)
          const mark = markOf(record, moment)
          const { d, full } = markPath(mark, size)
          const color = `var(${markColors[mark]})`
          const turn = mark === 'no-name' ? 0 : (angle * 180) / Math.PI
          return (
            <path
              key={record.id}
              d={d}
              transform={`translate(${at.x} ${at.y}) rotate(${turn})`}
              opacity={moment.strength}
              {...(full ? { fill: color } : { fill: 'none', stroke: color, strokeWidth: size / 2 })}
            />
          )
        })}
      </g>
    </svg>
  )
}
