import '@xyflow/react/dist/base.css'
import {
  type NodeChange,
  type OnNodesChange,
  ReactFlow,
  type ReactFlowProps,
  ReactFlowProvider,
  useReactFlow,
  useStoreApi,
  ViewportPortal,
} from '@xyflow/react'
import { type ComponentProps, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSay } from '../i18n'
import { useActions } from '../store'
import { Forwards } from './Forwards'
import { Lines } from './Lines'
import { SteppedWay } from './SteppedWay'
import type { PictureParts } from './StillPicture'
import { useByAndBy } from './use-by-and-by'
import { useFar } from './use-far'
import { useLater } from './use-later'
import type { Positions } from './use-layout'
import type { Moves } from './use-picture'
import { useStanding } from './use-standing'
import type { Looking } from './use-view'
import { vertexTypes } from './vertices'
import type { Vertex } from './vertices-of'

interface FlowProps extends PictureParts {
  readonly looking: Looking
  readonly moves: Moves
  readonly onReady: () => void
}

/** The picture in React Flow: to be moved about in, and arranged. */
export function Flow(props: FlowProps) {
  return (
    <ReactFlowProvider>
      <Moving {...props} />
      <Shown looking={props.looking} />
    </ReactFlowProvider>
  )
}

function Moving({ layout, vertices, lines, focus, within, looking, moves, onReady }: FlowProps) {
  const { select, hover } = useActions()
  const labels = useLabels()
  const frame = useRef<HTMLDivElement>(null)
  useFar(frame, looking.shown)
  const nodes = useByAndBy(useLater(vertices, vertices.length))
  const standing = useStanding(frame, nodes, looking)
  const [begun, setBegun] = useState(false)
  const isWhole = begun && nodes.length === vertices.length
  // Until all of it is there, the still picture stays.
  const told = useRef(false)
  useEffect(() => {
    if (isWhole && !told.current) onReady()
    told.current ||= isWhole
  }, [isWhole, onReady])
  const changed: OnNodesChange<Vertex> = useCallback(
    (changes) => {
      const places = Object.fromEntries(changes.flatMap(placeOf))
      const dragging = changes.some((change) => change.type === 'position' && change.dragging)
      if (dragging) moves.drag(places)
      else if (Object.keys(places).length > 0) moves.put(places)
      const chosen = changes.find((change) => change.type === 'select' && change.selected)
      if (chosen && 'id' in chosen) select(chosen.id)
      else if (changes.some(({ type }) => type === 'select')) select(undefined)
    },
    [moves, select],
  )
  return (
    <ReactFlow<Vertex>
      {...fixed}
      {...standing}
      ref={frame}
      nodes={nodes as Vertex[]}
      nodeTypes={vertexTypes}
      defaultViewport={looking.shown.current}
      onMoveStart={(event) => {
        // What the page itself moves has no event.
        if (event) looking.takeByHand()
      }}
      onMove={(event) => {
        if (event?.type === 'mousemove') frame.current?.setAttribute('data-panned', '')
      }}
      onMoveEnd={() => frame.current?.removeAttribute('data-panned')}
      onNodesChange={changed}
      onNodeMouseEnter={(_, { id }) => hover(id)}
      onNodeMouseLeave={() => hover(undefined)}
      onPaneClick={() => select(undefined)}
      onInit={() => setBegun(true)}
      ariaLabelConfig={labels}
    >
      <ViewportPortal>
        <LinesLater layout={layout} lines={lines} focus={focus} within={within} />
        <Forwards layout={layout} lines={lines} />
        <SteppedWay layout={layout} lines={lines} />
      </ViewportPortal>
    </ReactFlow>
  )
}

function LinesLater(parts: ComponentProps<typeof Lines>) {
  return <Lines {...useLater(parts, parts.lines.length)} />
}

/** React Flow holds the view: it is told of others, and tells which is on screen. */
function Shown({ looking: { shown, hold } }: { readonly looking: Looking }) {
  const flow = useStoreApi()
  const { setViewport } = useReactFlow()
  useEffect(() => hold((view) => void setViewport(view)), [hold, setViewport])
  useEffect(
    () => flow.subscribe(({ transform: [x, y, zoom] }) => shown.tell({ x, y, zoom })),
    [flow, shown],
  )
  return null
}

function useLabels() {
  const say = useSay()
  return useMemo(
    () => ({
      'node.a11yDescription.default': say('picture.keys'),
      'node.a11yDescription.keyboardDisabled': say('picture.keys'),
    }),
    [say],
  )
}

const fixed = {
  zIndexMode: 'manual',
  nodesConnectable: false,
  edgesFocusable: false,
  elementsSelectable: true,
  elevateNodesOnSelect: false,
  selectNodesOnDrag: false,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  deleteKeyCode: null,
  panActivationKeyCode: null,
  // What the keyboard stands on comes into sight as it does in the still picture.
  autoPanOnNodeFocus: false,
  zoomOnDoubleClick: false,
  nodeDragThreshold: 4,
  minZoom: 0.2,
  maxZoom: 2.5,
  proOptions: { hideAttribution: true },
} as const satisfies ReactFlowProps<Vertex>

const placeOf = (change: NodeChange<Vertex>): readonly (readonly [string, Positions[string]])[] => {
  if (change.type !== 'position' || !change.position) return []
  const { x, y } = change.position
  return [[change.id, [Math.round(x), Math.round(y)]]]
}
