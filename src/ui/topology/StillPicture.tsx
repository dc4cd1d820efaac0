import type { NodeProps } from '@xyflow/react'
import type { ComponentType, KeyboardEvent } from 'react'
import { useActions } from '../store'
import type { View } from './fitting'
import { Lines } from './Lines'
import type { Layout } from './layout/picture'
import styles from './topology.module.css'
import { type Looking, useShownView } from './use-view'
import { vertexTypes } from './vertices'
import type { Vertex } from './vertices-of'
import type { Line } from './ways/lines'

/** What a picture is made of. */
export interface PictureParts {
  readonly layout: Layout
  readonly vertices: readonly Vertex[]
  readonly lines: readonly Line[]
  readonly focus: string | undefined
  /** All that is not dimmed, when something is. */
  readonly within: ReadonlySet<string> | undefined
}

/** The picture before React Flow is there: the same things in the same places. */
export function StillPicture({ looking, ...parts }: PictureParts & { readonly looking: Looking }) {
  return <Drawing {...parts} view={useShownView(looking)} />
}

/** A picture as it stands, looked at in one way. */
export function Drawing({
  layout,
  vertices,
  lines,
  focus,
  within,
  view: { x, y, zoom },
}: PictureParts & { readonly view: View }) {
  return (
    <div className={styles.still} style={{ transform: `translate(${x}px, ${y}px) scale(${zoom})` }}>
      {vertices.map((vertex) => (
        <StillVertex key={vertex.id} vertex={vertex} layout={layout} />
      ))}
      <div className={styles.stillLines}>
        <Lines layout={layout} lines={lines} focus={focus} within={within} />
      </div>
    </div>
  )
}

function StillVertex({ vertex, layout }: { readonly vertex: Vertex; readonly layout: Layout }) {
  const {
    id,
    type,
    width,
    height,
    zIndex,
    selected = false,
    ariaRole,
    ariaLabel,
    selectable,
  } = vertex
  const { select } = useActions()
  const { x, y } = layout.placed.get(id) ?? layout.cluster
  // They read no more of React Flow's properties than the id.
  const Shape = vertexTypes[type] as ComponentType<Pick<NodeProps, 'id'>>
  const choose = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') select(id)
  }
  return (
    <div
      className={styles.stillVertex}
      data-id={id}
      data-selected={selected}
      style={{ transform: `translate(${x}px, ${y}px)`, width, height, zIndex }}
      {...(selectable
        ? {
            role: ariaRole,
            'aria-label': ariaLabel,
            tabIndex: 0,
            onClick: () => select(id),
            onKeyDown: choose,
          }
        : {})}
    >
      <Shape id={id} />
    </div>
  )
}
