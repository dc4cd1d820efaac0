import { IconButton, late, Tabs } from '../controls'
import { useSay } from '../i18n'
import { usePictured, useShared } from '../store'
import styles from './app.module.css'
import { useRemembered } from './remembered'

const TrafficPane = late(async () => (await import('../traffic/TrafficPane')).TrafficPane)
const EventsPane = late(async () => (await import('../traffic/EventsPane')).EventsPane)
const ProblemsPane = late(async () => (await import('../traffic/ProblemsPane')).ProblemsPane)

const names = ['traffic', 'events', 'problems'] as const
type Name = (typeof names)[number]
const isName = (value: unknown): value is Name => names.some((name) => name === value)

/** What lies below the picture: traffic, events, problems. */
export function Drawer({
  folded,
  onFold,
}: {
  readonly folded: boolean
  readonly onFold: () => void
}) {
  const say = useSay()
  const [open, setOpen] = useRemembered<Name>('drawer', 'traffic', isName)
  const tabs = useDrawerTabs()
  return (
    <section className={styles.fill} aria-label={say('panel.drawer')}>
      <Tabs
        label={say('panel.drawer')}
        tabs={tabs}
        open={open}
        onOpen={(name) => {
          setOpen(name)
          if (folded) onFold()
        }}
        end={
          <IconButton
            icon={folded ? 'up' : 'down'}
            label={say(folded ? 'unfold' : 'fold')}
            tip="above"
            aria-expanded={!folded}
            onClick={onFold}
          />
        }
      />
    </section>
  )
}

/** The drawer's tabs, which a narrow page has beside its own. */
export function useDrawerTabs() {
  const say = useSay()
  const pictured = usePictured()
  const problems = useShared((state) =>
    Object.values(state.problems).reduce((sum, list) => sum + list.length, 0),
  )
  const panels = { traffic: TrafficPane, events: EventsPane, problems: ProblemsPane }
  return names.map((name) => {
    const Panel = panels[name]
    return {
      name,
      text: say(`tab.${name}`),
      count: name === 'problems' ? problems : 0,
      panel: pictured ? <Panel /> : null,
    }
  })
}
