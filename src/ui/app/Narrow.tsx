import { useEffect, useState } from 'react'
import { Split, type Tab, Tabs } from '../controls'
import { useSay } from '../i18n'
import { usePane, usePictured, usePlayground, useProjected, useShared } from '../store'
import { TimeControls } from '../timeline/TimeControls'
import { Topology } from '../topology/Topology'
import styles from './app.module.css'
import { Details } from './Details'
import { type DrawerTab, isDrawerTab, useDrawerTabs } from './Drawer'
import { Notes } from './late-notes'
import { Lesson, Manifest, useHasLesson } from './ManifestPanel'
import { isFold, useRemembered } from './remembered'
import { useAskedPage } from './use-asked-page'
import { useAskedTab } from './use-asked-tab'
import { useTerminalKey } from './use-terminal-key'

type Name = 'manifest' | 'lesson' | 'details' | DrawerTab

/**
 * The page on a phone: the picture above, everything else in tabs below, time where the thumb is.
 */
export function Narrow() {
  const say = useSay()
  const first = { size: Math.round(innerHeight * 0.4), folded: false }
  const [picture, setPicture] = useRemembered('picture', first, isFold)
  const { drawer: begun } = usePlayground().getState().page
  const [chosen, setChosen] = useState<Name>(isDrawerTab(begun) ? begun : 'manifest')
  const isWritten = usePane('manifest') !== 'hidden'
  const hasLesson = useHasLesson()
  const isTold = usePane('details') !== 'hidden'
  const selected = useShared((state) => state.selected)
  useEffect(() => {
    if (selected !== undefined) setChosen('details')
  }, [selected])
  useAskedPage(setChosen)
  useAskedTab(setChosen)
  const pictured = usePictured()
  const isProjected = useProjected()
  const [wanted, setWanted] = useState(0)
  useTerminalKey((inTerminal) => {
    setChosen(inTerminal ? 'manifest' : 'terminal')
    setWanted(wanted + 1)
  })
  const drawer = useDrawerTabs(wanted)
  const text = say('panel.manifest.tab')
  const manifest = { name: 'manifest', text, panel: <Manifest />, keep: true } as const
  const lesson = { name: 'lesson', text: say('tab.lesson'), panel: <Lesson /> } as const
  const details = { name: 'details', text: say('tab.details'), panel: <Details /> } as const
  const tabs: readonly Tab<Name>[] = [
    ...(isWritten ? [manifest] : []),
    ...(hasLesson ? [lesson] : []),
    ...(isTold && selected !== undefined ? [details] : []),
    ...drawer,
  ]
  const stage = (
    <div className={styles.stage}>
      <Topology covered={0} />
      {pictured ? <Notes /> : null}
    </div>
  )
  const open = tabs.find(({ name }) => name === chosen) ?? tabs[0]
  return (
    <>
      {open ? (
        <Split
          direction="column"
          chosen="first"
          label={say('panel.resize.drawer')}
          bounds={{ least: 140, folded: 0, other: 140 }}
          fold={picture}
          onFold={setPicture}
          first={stage}
          alone={isProjected ? 'first' : undefined}
          second={
            <Tabs<Name>
              label={say('panel.drawer')}
              tabs={tabs}
              open={open.name}
              onOpen={setChosen}
            />
          }
        />
      ) : (
        stage
      )}
      {isProjected ? null : (
        <div className={styles.thumb}>
          <TimeControls />
        </div>
      )}
    </>
  )
}
