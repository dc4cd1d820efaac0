import { lazy, Suspense, useEffect, useState } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { Tabs } from '../controls'
import { useSay } from '../i18n'
import { useShared } from '../store'
import { TimeControls } from '../timeline/TimeControls'
import { Topology } from '../topology/Topology'
import styles from './app.module.css'
import { useDrawerTabs } from './Drawer'
import { Manifest } from './ManifestPanel'
import { isSizes, useRemembered } from './remembered'

const Inspector = lazy(async () => ({
  default: (await import('../inspector/Inspector')).Inspector,
}))

type Name = 'manifest' | 'details' | 'traffic' | 'events' | 'problems'

/**
 * The page on a phone: the picture above, everything else in tabs below, time where the thumb is.
 */
export function Narrow() {
  const say = useSay()
  const [rows, setRows] = useRemembered('narrow-rows', {}, isSizes)
  const [chosen, setChosen] = useState<Name>('manifest')
  const selected = useShared((state) => state.selected)
  useEffect(() => {
    if (selected !== undefined) setChosen('details')
  }, [selected])
  const open = chosen === 'details' && selected === undefined ? 'manifest' : chosen
  const drawer = useDrawerTabs()
  const details = {
    name: 'details',
    text: say('tab.details'),
    panel: (
      <Suspense>
        <Inspector />
      </Suspense>
    ),
  } as const
  return (
    <>
      <Group
        className={styles.narrow}
        orientation="vertical"
        {...(Object.keys(rows).length > 0 ? { defaultLayout: rows } : {})}
        onLayoutChanged={(layout) => setRows(layout)}
      >
        <Panel id="picture" minSize={120} defaultSize="40%">
          <div className={styles.stageBody}>
            <Topology covered={0} />
          </div>
        </Panel>
        <Separator className={styles.level} aria-label={say('panel.resize.drawer')} />
        <Panel id="tabs" minSize={120}>
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
        </Panel>
      </Group>
      <div className={styles.thumb}>
        <TimeControls />
      </div>
    </>
  )
}
