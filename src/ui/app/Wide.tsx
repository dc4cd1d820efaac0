import { useEffect, useState } from 'react'
import { IconButton, Split } from '../controls'
import { useSay } from '../i18n'
import { usePictured, useShared } from '../store'
import { useMedia } from '../theme/theme'
import { TurnedNote } from '../timeline/TurnedNote'
import { Topology } from '../topology/Topology'
import styles from './app.module.css'
import { Details } from './Details'
import { Drawer, type DrawerTab, isDrawerTab } from './Drawer'
import { ManifestPanel } from './ManifestPanel'
import { ProxyNote } from './ProxyNote'
import { isFold, useRemembered } from './remembered'
import { useAskedTab } from './use-asked-tab'
import { useTerminalKey } from './use-terminal-key'

/** How wide the inspector is, over the picture's right margin: less where there is less room. */
const useInspectorWidth = () => (useMedia('(min-width: 1360px)') ? 340 : 300)

/** The manifest begins with this part of the page, within these bounds. */
const manifestWidth = () => Math.round(Math.min(520, Math.max(280, innerWidth * 0.28)))
/** And the drawer, with the latest figures; on a low screen, the picture comes first. */
const drawerHeight = () => Math.round(innerHeight < 800 ? Math.max(150, innerHeight * 0.245) : 260)
/** A terminal, or a node's rules, want more lines than the lists do. */
const terminalHeight = () => Math.round(Math.min(340, Math.max(180, innerHeight * 0.36)))

const isHighTab = (tab: DrawerTab): boolean => tab === 'terminal' || tab === 'kernel'

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
  const below = useBelow()
  const [manifest, setManifest] = useRemembered('manifest', first, isFold)
  const revealed = useShared((state) => state.revealed)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown there is to be seen
  useEffect(() => {
    if (revealed && manifest.folded) setManifest({ ...manifest, folded: false })
  }, [revealed])
  return (
    <Split
      direction="row"
      chosen="first"
      label={say('panel.resize.manifest')}
      bounds={{ least: 260, folded: 0, other: 320 }}
      fold={manifest}
      onFold={setManifest}
      first={<ManifestPanel onFold={() => setManifest({ ...manifest, folded: true })} />}
      second={
        <Split
          direction="column"
          chosen="second"
          label={say('panel.resize.drawer')}
          bounds={{ least: 110, folded: 37, other: 160 }}
          fold={below.fold}
          onFold={below.setFold}
          first={
            <Stage
              onUnfold={
                manifest.folded ? () => setManifest({ ...manifest, folded: false }) : undefined
              }
            />
          }
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
      }
    />
  )
}

/** The picture, and over its margin what is known of the selected thing. */
function Stage({ onUnfold }: { readonly onUnfold: (() => void) | undefined }) {
  const say = useSay()
  const selected = useShared((state) => state.selected)
  const pictured = usePictured()
  const width = useInspectorWidth()
  const open = selected !== undefined && pictured
  return (
    <div className={styles.stage}>
      <Topology covered={open ? width : 0} />
      <TurnedNote />
      <ProxyNote />
      {open ? (
        <div className={styles.inspector} style={{ width }}>
          <Details />
        </div>
      ) : null}
      {onUnfold ? (
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
