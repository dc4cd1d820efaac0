import '@xyflow/react/dist/base.css'
import {
  type NodeChange,
  type OnNodesChange,
  ReactFlow,
  type ReactFlowProps,
  ReactFlowProvider,
} from '@xyflow/react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useSay } from '../i18n'
import { useActions, usePlayground, useShared } from '../store'
import { useNarrow } from '../theme/theme'
import { Key } from './Key'
import { Lines } from './Lines'
import { MotionLayer } from './motion/MotionLayer'
import { PictureTools } from './PictureTools'
import styles from './topology.module.css'
import { useFitting } from './use-fitting'
import { useGliding } from './use-gliding'
import { type Positions, useLayout, useShape } from './use-layout'
import { vertexTypes } from './vertices'
import { PictureContext, settingOf } from './vertices/picture-context'
import { type Vertex, verticesOf } from './vertices-of'
import { linesOf } from './ways/lines'

/** The picture: who is where, who takes whom, and what is under way. */
export function Topology({ covered }: { readonly covered: number }) {
  return (
    <ReactFlowProvider>
      <Picture covered={covered} />
    </ReactFlowProvider>
  )
}

function Picture({ covered }: { readonly covered: number }) {
  const say = useSay()
  const narrow = useNarrow()
  const [chosen, setSystem] = useState<boolean>()
  const system = chosen ?? !narrow
  const { wanted, layout, setting, vertices, lines, focus, moved } = usePicture(system)
  const { select, hover } = useActions()
  const fitting = useFitting(wanted, covered)
  return (
    <section className={styles.picture} aria-label={say('picture')}>
      <PictureContext value={setting}>
        <ReactFlow<Vertex>
          {...fixed}
          nodes={vertices}
          nodeTypes={vertexTypes}
          onNodesChange={moved}
          onNodeMouseEnter={(_, { id }) => hover(id)}
          onNodeMouseLeave={() => hover(undefined)}
          onPaneClick={() => select(undefined)}
          onMove={fitting.onMove}
          ariaLabelConfig={useMemo(
            () => ({
              'node.a11yDescription.default': say('picture.keys'),
              'node.a11yDescription.keyboardDisabled': say('picture.keys'),
            }),
            [say],
          )}
        >
          <Lines layout={layout} lines={lines} focus={focus} />
        </ReactFlow>
        <MotionLayer layout={layout} lines={lines} />
        <PictureTools system={system} onSystem={setSystem} onFit={fitting.showAll} />
        <Key />
      </PictureContext>
    </section>
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
  zoomOnDoubleClick: false,
  nodeDragThreshold: 4,
  minZoom: 0.2,
  maxZoom: 2.5,
  proOptions: { hideAttribution: true },
} as const satisfies ReactFlowProps<Vertex>

/** Everything that React Flow draws, and what to do when something was dragged or selected. */
function usePicture(system: boolean) {
  const playground = usePlayground()
  const [dragged, setDragged] = useState<Positions>()
  const summaries = useShape()
  const wanted = useLayout(summaries, { system, dragged })
  const layout = useGliding(wanted, dragged !== undefined)
  const selected = useShared((state) => state.selected)
  const hovered = useShared((state) => state.hovered)
  const before = useRef<readonly Vertex[]>([])
  const vertices = useMemo(() => {
    before.current = verticesOf(layout, selected, before.current)
    return [...before.current]
  }, [layout, selected])
  const { density, narrow } = layout
  const setting = useMemo(
    () => settingOf(summaries, { density, narrow }),
    [summaries, density, narrow],
  )
  const focus = hovered ?? selected
  const asks = useShared(({ picture }) => picture.asks)
  const lines = useMemo(
    () => linesOf({ summaries, layout, asks, focus }),
    [summaries, layout, asks, focus],
  )

  const moved: OnNodesChange<Vertex> = useCallback(
    (changes) => {
      const places = Object.fromEntries(changes.flatMap(placeOf))
      const dragging = changes.some((change) => change.type === 'position' && change.dragging)
      if (dragging) setDragged((was) => ({ ...was, ...places }))
      else if (Object.keys(places).length > 0) {
        const { positions } = playground.getState().scenario.view
        playground.actions.setView({ positions: { ...positions, ...places } })
        setDragged(undefined)
      }
      const chosen = changes.find((change) => change.type === 'select' && change.selected)
      if (chosen && 'id' in chosen) playground.actions.select(chosen.id)
      else if (changes.some(({ type }) => type === 'select')) playground.actions.select(undefined)
    },
    [playground],
  )
  return { wanted, layout, setting, vertices, lines, focus, moved }
}

const placeOf = (change: NodeChange<Vertex>): readonly (readonly [string, Positions[string]])[] => {
  if (change.type !== 'position' || !change.position) return []
  const { x, y } = change.position
  return [[change.id, [Math.round(x), Math.round(y)]]]
}
