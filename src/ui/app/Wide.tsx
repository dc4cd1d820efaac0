import { useState } from 'react'
import { drawerNames } from '../../scenarios/scenario'
import { IconButton, Split } from '../controls'
import { useSay } from '../i18n'
import { usePane, usePanes, usePictured, useProjected, useShared } from '../store'
import { useMedia } from '../theme/theme'
import { Topology } from '../topology/Topology'
import styles from './app.module.css'
import { Details } from './Details'
import { Drawer, type DrawerTab, isDrawerTab } from './Drawer'
import { Notes } from './late-notes'
import { drawerHeight, isHighTab, manifestWidth, terminalHeight } from './layout'
import { ManifestPanel } from './ManifestPanel'
import { isFold, useRemembered } from './remembered'
import { useAskedPage } from './use-asked-page'
import { useAskedTab } from './use-asked-tab'
import { useTerminalKey } from './use-terminal-key'

/** How wide the inspector is, over the picture's right margin: less where there is less room. */
const useInspectorWidth = () => (useMedia('(min-width: 1360px)') ? 340 : 300)

/** What lies below the picture: the terminal and the lists have each their own height. */
function useBelow() {
  const lowest = { size: drawerHeight(), folded: false }
  const [lists, setLists] = useRemembered('below', lowest, isFold)
  const high = { size: terminalHeight(), folded: false }
  const [terminal, setTerminal] = useRemembered('terminal', high, isFold)
  const [tab, setTab] = useRemembered<DrawerTab>('drawer', 'traffic', isDrawerTab)
  const [wanted, setWanted] = useState(0)
  const isHigh = isHighTab(tab)
  const [fold, setFold] = isHigh ? [terminal, setTerminal] : [lists, setLists]
  const open = (name: DrawerTab) => {
    setTab(name)
    if (isHighTab(name)) setTerminal({ ...terminal, folded: false })
    else setLists({ ...lists, folded: false })
  }
  useAskedTab(open)
  useTerminalKey((inTerminal) => {
    if (inTerminal) setTerminal({ ...terminal, folded: true })
    else {
      open('terminal')
      setWanted(wanted + 1)
    }
  })
  return { tab, open, fold, setFold, wanted }
}

/** The page where there is room: the manifest beside the picture, the drawer below it. */
export function Wide() {
  const say = useSay()
  const first = { size: manifestWidth(), folded: false }
  const [manifest, setManifest] = useRemembered('manifest', first, isFold)
  const hidden = usePane('manifest') === 'hidden'
  // What is shown there is to be seen.
  useAskedPage(() => {
    if (manifest.folded) setManifest({ ...manifest, folded: false })
  })
  const isLesson = useShared(({ scenario }) => scenario.view.lesson !== undefined)
  const alone = useProjected() ? 'second' : undefined
  if (hidden && !isLesson) return <Middle />
  const unfold = manifest.folded ? () => setManifest({ ...manifest, folded: false }) : undefined
  return (
    <Split
      direction="row"
      chosen="first"
      label={say('panel.resize.manifest')}
      bounds={{ least: 260, folded: 0, other: 320 }}
      fold={manifest}
      onFold={setManifest}
      first={<ManifestPanel onFold={() => setManifest({ ...manifest, folded: true })} />}
      second={<Middle onUnfold={unfold} />}
      alone={alone}
    />
  )
}

/** The picture, and the drawer if there is anything in it. */
function Middle({ onUnfold }: { readonly onUnfold?: (() => void) | undefined }) {
  const say = useSay()
  const below = useBelow()
  const panes = usePanes()
  const alone = useProjected() ? 'first' : undefined
  const stage = <Stage onUnfold={onUnfold} />
  if (drawerNames.every((name) => panes[name] === 'hidden')) return stage
  return (
    <Split
      direction="column"
      chosen="second"
      label={say('panel.resize.drawer')}
      bounds={{ least: 110, folded: 37, other: 160 }}
      fold={below.fold}
      onFold={below.setFold}
      first={stage}
      alone={alone}
      second={
        <Drawer
          open={below.tab}
          onOpen={below.open}
          wanted={below.wanted}
          folded={below.fold.folded}
          onFold={() => below.setFold({ ...below.fold, folded: !below.fold.folded })}
        />
      }
    />
  )
}

/** The picture, and over its margin what is known of the selected thing. */
function Stage({ onUnfold }: { readonly onUnfold?: (() => void) | undefined }) {
  const say = useSay()
  const selected = useShared((state) => state.selected)
  const pictured = usePictured()
  const width = useInspectorWidth()
  const isTold = usePane('details') !== 'hidden'
  const isProjected = useProjected()
  const open = selected !== undefined && pictured && isTold && !isProjected
  return (
    <div className={styles.stage}>
      <Topology covered={open ? width : 0} />
      {pictured ? <Notes /> : null}
      {open ? (
        <div className={styles.inspector} style={{ width }}>
          <Details />
        </div>
      ) : null}
      {onUnfold && !isProjected ? (
        <div className={styles.unfold}>
          <IconButton
            icon="right"
            label={`${say('unfold')}: ${say('panel.manifest')}`}
            tip="right"
            onClick={onUnfold}
          />
        </div>
      ) : null}
    </div>
  )
}
