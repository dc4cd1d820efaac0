import { IconButton } from '../controls'
import { type TextKey, useSay } from '../i18n'
import { usePlayground } from '../store'
import styles from './app.module.css'
import { useRemembered } from './remembered'

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/** Whether nobody has been here before, and no link brings anything. */
function isFirstVisit(): boolean {
  try {
    return location.hash === '' && localStorage.getItem('service-playground.scenario') === null
  } catch {
    return location.hash === ''
  }
}

const loadOpenStep = () => import('../lesson/open-step')

/** What this is, and where one may begin: until somebody has begun. */
export function Doors() {
  const say = useSay()
  const playground = usePlayground()
  const [isMet, setMet] = useRemembered('met', !isFirstVisit(), isFlag)
  if (isMet) return null
  const walk = async () => {
    setMet(true)
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
            setMet(true)
            playground.actions.showLessons('clinic')
          }}
        />
        <Door name="doors.play" onOpen={() => setMet(true)} />
      </ul>
      <IconButton icon="close" label={say('close')} onClick={() => setMet(true)} />
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
