import { useRef, useState } from 'react'
import { late } from '../controls'
import { useSay } from '../i18n'
import { useActions, usePictured, usePlayground, useProjected, useShared } from '../store'
import { useNarrow } from '../theme/theme'
import { fits } from './fitting'
import { goTo, useWalking } from './graph/use-walking'
import { Key } from './Key'
import { LensSwitch } from './LensSwitch'
import { MotionLayer } from './motion/MotionLayer'
import { PictureNotes } from './PictureNotes'
import { PictureTools } from './PictureTools'
import { StillPicture } from './StillPicture'
import styles from './topology.module.css'
import { usePictureKey } from './typing'
import { useAsking } from './use-asking'
import { useCamera } from './use-camera'
import { useDimmed, useFocusKeys } from './use-focus'
import { useFolding, useTurning } from './use-folding'
import { useHandover } from './use-handover'
import { useLit } from './use-lit'
import { useMenu } from './use-menu'
import { usePicture } from './use-picture'
import { useShownAs, useView } from './use-view'
import { PictureContext } from './vertices/picture-context'

// Without it, the still picture stays.
const Flow = late(async () => (await import('./Flow')).Flow, { failed: null })
const PictureTable = late(async () => (await import('./graph/PictureTable')).PictureTable)
const PrintSheet = late(async () => (await import('./print/PrintSheet')).PrintSheet, {
  failed: null,
})
const MiniMap = late(async () => (await import('./MiniMap')).MiniMap, { failed: null })
const SearchField = late(async () => (await import('./graph/SearchField')).SearchField)

/**
 * The picture: who is where, who takes whom, and what is under way. The first one is drawn without
 * React Flow; moving about and dragging come with it a moment later.
 */
export function Topology({ covered }: { readonly covered: number }) {
  const say = useSay()
  const narrow = useNarrow()
  const playground = usePlayground()
  const pictured = usePictured()
  const element = useRef<HTMLElement>(null)
  const [chosen, setSystem] = useState<boolean>()
  const system = chosen ?? !narrow
  const folding = useFolding()
  const { wanted, setting, moves, graph, standIns, ...picture } = usePicture(system, folding)
  const selected = useShared((state) => state.selected)
  const turning = useTurning(folding, standIns)
  const menuKeys = useMenu()
  const asking = useAsking()
  const looking = useView(element, wanted, covered)
  const { size, extent } = looking
  useCamera(looking, covered)
  const isWhole = useShownAs(looking.shown, (view) => fits(extent, view, { ...size, covered }))
  const hasMap = !narrow && pictured && !isWhole
  const walking = useWalking(element, graph, looking)
  // Until React Flow has drawn everything, the still picture stays before it.
  const [flows, setFlows] = useState(false)
  const takeOver = useHandover(element, flows, setFlows)
  const [table, setTable] = useState(false)
  const [filtering, setFiltering] = useState(false)
  const [finding, setFinding] = useState(false)
  const { select, setPage } = useActions()
  const projected = useProjected()
  usePictureKey('/', () => setFinding(true))
  usePictureKey('g', () => (turning(playground.getState().hovered) ?? turning(selected))?.())
  usePictureKey('p', () => setPage('projector', !projected))
  usePictureKey('t', () => setTable(!table))
  useFocusKeys(graph, standIns)
  useDimmed(element, picture.within, picture.vertices, flows)
  useLit(element, picture.vertices, flows)
  return (
    <section
      ref={element}
      className={styles.picture}
      aria-label={say('picture')}
      data-drawn={flows}
      data-projected={projected || undefined}
      {...walking}
      {...menuKeys}
      {...asking}
    >
      <PictureContext value={setting}>
        {pictured ? (
          <div className={styles.flow} inert={!flows} aria-hidden={!flows} data-ready={flows}>
            <Flow {...picture} looking={looking} moves={moves} onReady={takeOver} />
          </div>
        ) : null}
        {flows ? null : <StillPicture {...picture} looking={looking} />}
        {flows ? <PrintSheet picture={picture} extent={extent} /> : null}
        <MotionLayer
          layout={picture.layout}
          lines={picture.lines}
          within={picture.within}
          looking={looking}
        />
        <PictureTools
          system={system}
          onSystem={setSystem}
          looking={looking}
          fits={narrow && isWhole}
          table={table}
          onTable={() => setTable(!table)}
          onFind={() => setFinding(true)}
          onFold={turning(selected)}
          filtering={filtering}
          onFilter={setFiltering}
        />
        {hasMap ? <MiniMap layout={wanted} looking={looking} covered={covered} /> : null}
        <div className={styles.foot} style={{ right: covered }}>
          <Key />
          <LensSwitch />
          <PictureNotes hidden={picture.hidden} filtering={filtering} onFilter={setFiltering} />
        </div>
        {finding ? (
          <SearchField
            onChoose={(id, inside) => {
              select(id)
              goTo(element.current, inside ?? standIns.get(id) ?? id, looking)
              setFinding(false)
            }}
            onClose={() => setFinding(false)}
          />
        ) : null}
        {table ? (
          <PictureTable graph={graph} covered={covered} onClose={() => setTable(false)} />
        ) : null}
      </PictureContext>
    </section>
  )
}
