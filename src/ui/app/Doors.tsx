import { IconButton } from '../controls'
import { type TextKey, useSay } from '../i18n'
import { usePlayground } from '../store'
import styles from './app.module.css'

const loadOpenStep = () => import('../lesson/open-step')

/** What this is, and where one may begin. */
export function Doors({ onMet }: { readonly onMet: () => void }) {
  const say = useSay()
  const playground = usePlayground()
  const walk = async () => {
    onMet()
    const { openStep } = await loadOpenStep()
    openStep(playground, { id: 'service', step: 'why' })
  }
  return (
    <section className={styles.doors} aria-label={say('name')}>
      <p>{say('doors.what')}</p>
      <ul>
        <Door name="doors.walk" onOpen={() => void walk()} />
        <Door
          name="doors.clinic"
          onOpen={() => {
            onMet()
            playground.actions.showLessons('clinic')
          }}
        />
        <Door name="doors.play" onOpen={onMet} />
      </ul>
      <IconButton icon="close" label={say('close')} onClick={onMet} />
    </section>
  )
}

function Door({
  name,
  onOpen,
}: {
  readonly name: Extract<TextKey, 'doors.walk' | 'doors.clinic' | 'doors.play'>
  readonly onOpen: () => void
}) {
  const say = useSay()
  return (
    <li>
      <button type="button" onClick={onOpen}>
        <strong>{say(name)}</strong>
        <span>{say(`${name}.says`)}</span>
      </button>
    </li>
  )
}
