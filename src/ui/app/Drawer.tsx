import { type DrawerName, drawerNames } from '../../scenarios/scenario'
import { IconButton, late, Tabs } from '../controls'
import { useSay } from '../i18n'
import { usePanes, usePictured, useShared } from '../store'
import styles from './app.module.css'
import { Terminal } from './Terminal'

const TrafficPane = late(async () => (await import('../traffic/TrafficPane')).TrafficPane)
const TrafficActions = late(async () => (await import('../traffic/TrafficActions')).TrafficActions)
const LogView = late(async () => (await import('../log/LogView')).LogView)
const EventsPane = late(async () => (await import('../traffic/EventsPane')).EventsPane)
const KernelPane = late(async () => (await import('../kernel/KernelPane')).KernelPane)
const ProblemsPane = late(async () => (await import('../traffic/ProblemsPane')).ProblemsPane)

/** A tab of the drawer. */
export type DrawerTab = DrawerName
export const isDrawerTab = (value: unknown): value is DrawerTab =>
  drawerNames.some((name) => name === value)

/** What lies below the picture: terminal, traffic, a node's kernel, events, problems. */
export function Drawer({
  open,
  onOpen,
  folded,
  onFold,
  wanted,
}: {
  readonly open: DrawerTab
  readonly onOpen: (tab: DrawerTab) => void
  readonly folded: boolean
  readonly onFold: () => void
  /** Counts how often somebody asked for the terminal by its key. */
  readonly wanted: number
}) {
  const say = useSay()
  const pictured = usePictured()
  const tabs = useDrawerTabs(wanted)
  return (
    <section className={styles.fill} aria-label={say('panel.drawer')}>
      <Tabs
        label={say('panel.drawer')}
        tabs={tabs}
        open={tabs.some(({ name }) => name === open) ? open : (tabs[0]?.name ?? open)}
        onOpen={onOpen}
        end={
          <>
            {open === 'traffic' && pictured && !folded ? <TrafficActions /> : null}
            <IconButton
              icon={folded ? 'up' : 'down'}
              label={say(folded ? 'unfold' : 'fold')}
              tip="above"
              aria-expanded={!folded}
              onClick={onFold}
            />
          </>
        }
      />
    </section>
  )
}

/** The drawer's tabs, which a narrow page has beside its own. */
export function useDrawerTabs(wanted: number) {
  const say = useSay()
  const pictured = usePictured()
  const panes = usePanes()
  const problems = useShared(({ problems, findings }) => {
    const grave = findings.filter(({ severity }) => severity !== 'hint').length
    return Object.values(problems).reduce((sum, list) => sum + list.length, grave)
  })
  const panels = {
    terminal: <Terminal wanted={wanted} />,
    traffic: <TrafficPane />,
    kernel: <KernelPane />,
    events: (
      <div className={styles.happens}>
        <LogView />
        <EventsPane />
      </div>
    ),
    problems: <ProblemsPane />,
  }
  const shown = drawerNames.filter((name) => panes[name] !== 'hidden')
  return shown.map((name) => {
    return {
      name,
      text: say(`tab.${name}`),
      count: name === 'problems' ? problems : 0,
      panel: pictured ? panels[name] : null,
    }
  })
}
