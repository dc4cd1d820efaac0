import { lazy, Suspense, useState } from 'react'
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels'
import { IconButton } from '../controls'
import { useSay } from '../i18n'
import { useShared } from '../store'
import { Topology } from '../topology/Topology'
import styles from './app.module.css'
import { Drawer } from './Drawer'
import { ManifestPanel } from './ManifestPanel'
import { isSizes, useRemembered } from './remembered'
import { usePictured } from './use-pictured'

const Inspector = lazy(async () => ({
  default: (await import('../inspector/Inspector')).Inspector,
}))

/** How wide the inspector is, over the picture's right margin. */
const inspectorWidth = 340

/** The page where there is room: the manifest beside the picture, the drawer below it. */
export function Wide() {
  const say = useSay()
  const [columns, setColumns] = useRemembered('columns', {}, isSizes)
  const [rows, setRows] = useRemembered('rows', {}, isSizes)
  const manifest = usePanelRef()
  const drawer = usePanelRef()
  const [folded, setFolded] = useState({ manifest: false, drawer: false })
  const fold = (panel: 'manifest' | 'drawer', size: number) =>
    setFolded((was) => (was[panel] === size < 48 ? was : { ...was, [panel]: size < 48 }))
  return (
    <Group
      className={styles.wide}
      defaultLayout={sized(columns)}
      onLayoutChanged={(layout) => setColumns(layout)}
    >
      <Panel
        id="manifest"
        panelRef={manifest}
        className={styles.manifest}
        collapsible
        collapsedSize={0}
        minSize={260}
        defaultSize="28%"
        maxSize="60%"
        onResize={({ inPixels }) => fold('manifest', inPixels)}
      >
        <ManifestPanel onFold={() => manifest.current?.collapse()} />
      </Panel>
      <Separator className={styles.upright} aria-label={say('panel.resize.manifest')} />
      <Panel id="stage" minSize={320}>
        <Group
          orientation="vertical"
          defaultLayout={sized(rows)}
          onLayoutChanged={(layout) => setRows(layout)}
        >
          <Panel id="picture" className={styles.stage} minSize={160}>
            <Stage />
            {folded.manifest ? (
              <div className={styles.unfold}>
                <IconButton
                  icon="right"
                  label={`${say('unfold')}: ${say('panel.manifest')}`}
                  tip="right"
                  onClick={() => manifest.current?.expand()}
                />
              </div>
            ) : null}
          </Panel>
          <Separator className={styles.level} aria-label={say('panel.resize.drawer')} />
          <Panel
            id="drawer"
            panelRef={drawer}
            collapsible
            collapsedSize={37}
            minSize={110}
            defaultSize={206}
            groupResizeBehavior="preserve-pixel-size"
            onResize={({ inPixels }) => fold('drawer', inPixels)}
          >
            <Drawer
              folded={folded.drawer}
              onFold={() => {
                const panel = drawer.current
                if (panel?.isCollapsed()) panel.expand()
                else panel?.collapse()
              }}
            />
          </Panel>
        </Group>
      </Panel>
    </Group>
  )
}

const sized = (sizes: Record<string, number>) => (Object.keys(sizes).length > 0 ? sizes : undefined)

/** The picture, and over its margin what is known of the selected thing. */
function Stage() {
  const selected = useShared((state) => state.selected)
  const pictured = usePictured()
  const open = selected !== undefined && pictured
  return (
    <div className={styles.stageBody}>
      <Topology covered={open ? inspectorWidth : 0} />
      {open ? (
        <Suspense>
          <div className={styles.inspector} style={{ width: inspectorWidth }}>
            <Inspector />
          </div>
        </Suspense>
      ) : null}
    </div>
  )
}
