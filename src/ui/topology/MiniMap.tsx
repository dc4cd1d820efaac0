import { memo, type PointerEvent } from 'react'
import { centred } from './fitting'
import type { Box } from './layout/inside-node'
import type { Layout } from './layout/picture'
import styles from './topology.module.css'
import type { Looking } from './use-view'

/** Its border and what is inside that. */
const edge = 5
/** As large as it may be. */
const room = { width: 168, height: 112 }

/** The whole picture, small, with what of it is on screen; pressed, it goes there. */
export function MiniMap({
  layout,
  looking,
  covered,
}: {
  readonly layout: Layout
  readonly looking: Looking
  readonly covered: number
}) {
  const { view, size, extent } = looking
  const scale = Math.min(room.width / extent.width, room.height / extent.height)
  const { zoom } = view
  const go = ({ buttons, currentTarget, clientX, clientY }: PointerEvent) => {
    if (buttons !== 1) return
    const { left, top } = currentTarget.getBoundingClientRect()
    const at = {
      x: extent.x + (clientX - left - edge) / scale,
      y: extent.y + (clientY - top - edge) / scale,
    }
    looking.moveByHand(centred(at, zoom, { ...size, covered }))
  }
  return (
    // The keyboard has the things themselves, and brings them in sight.
    <svg
      className={styles.miniMap}
      style={{ right: covered + 12 }}
      width={extent.width * scale}
      height={extent.height * scale}
      viewBox={`${extent.x} ${extent.y} ${extent.width} ${extent.height}`}
      aria-hidden="true"
      onPointerDown={go}
      onPointerMove={go}
    >
      <Things layout={layout} />
      <rect
        data-view
        x={-view.x / zoom}
        y={-view.y / zoom}
        width={(size.width - covered) / zoom}
        height={size.height / zoom}
      />
    </svg>
  )
}

/** Drawn anew only when something stands elsewhere. */
const Things = memo(function Things({ layout: { placed } }: { readonly layout: Layout }) {
  return [...placed.values()].map(({ id, shape, ...box }) => (
    <rect key={id} data-shape={shape} {...sides(box)} />
  ))
})

const sides = ({ x, y, width, height }: Box) => ({ x, y, width, height })
