import { memo, type PointerEvent } from 'react'
import { centred } from './fitting'
import type { Box } from './layout/inside-node'
import type { Layout } from './layout/picture'
import styles from './topology.module.css'
import { type Looking, useShownView } from './use-view'

/** Its border and what is inside that. */
const edge = 5
/** As large as it may be. */
const room = { width: 160, height: 76 }

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
  const { size, extent, shown } = looking
  const scale = Math.min(room.width / extent.width, room.height / extent.height)
  const go = ({ buttons, currentTarget, clientX, clientY }: PointerEvent) => {
    if (buttons !== 1) return
    const { left, top } = currentTarget.getBoundingClientRect()
    const at = {
      x: extent.x + (clientX - left - edge) / scale,
      y: extent.y + (clientY - top - edge) / scale,
    }
    looking.moveByHand(centred(at, shown.current.zoom, { ...size, covered }))
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
      <InSight looking={looking} covered={covered} />
    </svg>
  )
}

/** What of it is on screen. */
function InSight({ looking, covered }: { readonly looking: Looking; readonly covered: number }) {
  const { x, y, zoom } = useShownView(looking)
  const { width, height } = looking.size
  return (
    <rect
      data-view
      x={-x / zoom}
      y={-y / zoom}
      width={(width - covered) / zoom}
      height={height / zoom}
    />
  )
}

/** Drawn anew only when something stands elsewhere. */
const Things = memo(function Things({ layout: { placed } }: { readonly layout: Layout }) {
  return [...placed.values()].map(({ id, shape, ...box }) => (
    <rect key={id} data-shape={shape} {...sides(box)} />
  ))
})

const sides = ({ x, y, width, height }: Box) => ({ x, y, width, height })
