import { useEffect, useState } from 'react'
import { Split, Tabs } from '../controls'
import { useSay } from '../i18n'
import { useShared } from '../store'
import { TimeControls } from '../timeline/TimeControls'
import { TurnedNote } from '../timeline/TurnedNote'
import { Topology } from '../topology/Topology'
import styles from './app.module.css'
import { Details } from './Details'
import { type DrawerTab, useDrawerTabs } from './Drawer'
import { Manifest } from './ManifestPanel'
import { ProxyNote } from './ProxyNote'
import { isFold, useRemembered } from './remembered'
import { useAskedTab } from './use-asked-tab'
import { useTerminalKey } from './use-terminal-key'

type Name = 'manifest' | 'details' | DrawerTab

/**
 * The page on a phone: the picture above, everything else in tabs below, time where the thumb is.
 */
export function Narrow() {
  const say = useSay()
  const first = { size: Math.round(innerHeight * 0.4), folded: false }
  const [picture, setPicture] = useRemembered('picture', first, isFold)
  const [chosen, setChosen] = useState<Name>('manifest')
  const selected = useShared((state) => state.selected)
  useEffect(() => {
    if (selected !== undefined) setChosen('details')
  }, [selected])
  const revealed = useShared((state) => state.revealed)
  useEffect(() => {
    if (revealed) setChosen('manifest')
  }, [revealed])
  useAskedTab(setChosen)
  const open = chosen === 'details' && selected === undefined ? 'manifest' : chosen
  const [wanted, setWanted] = useState(0)
  useTerminalKey((inTerminal) => {
    setChosen(inTerminal ? 'manifest' : 'terminal')
    setWanted(wanted + 1)
  })
  const drawer = useDrawerTabs(wanted)
  const details = { name: 'details', text: say('tab.details'), panel: <Details /> } as const
  return (
    <>
      <Split
        direction="column"
        chosen="first"
        label={say('panel.resize.drawer')}
        bounds={{ least: 140, folded: 0, other: 140 }}
        fold={picture}
        onFold={setPicture}
        first={
          <div className={styles.stage}>
            <Topology covered={0} />
            <TurnedNote />
            <ProxyNote />
          </div>
        }
        second={
          <Tabs<Name>
            label={say('panel.drawer')}
            tabs={[
              {
                name: 'manifest',
                text: say('panel.manifest.tab'),
                panel: <Manifest />,
                keep: true,
              },
              ...(selected === undefined ? [] : [details]),
              ...drawer,
            ]}
            open={open}
            onOpen={setChosen}
          />
        }
      />
      <div className={styles.thumb}>
        <TimeControls />
      </div>
    </>
  )
}
