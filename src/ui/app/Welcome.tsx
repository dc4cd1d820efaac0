import { late } from '../controls'
import styles from './app.module.css'
import { useRemembered } from './remembered'

// Whoever comes by a link, or comes again, does without; until they are there, so is their room.
const Doors = late(async () => (await import('./Doors')).Doors, {
  meanwhile: <div className={styles.doors} />,
  failed: null,
})

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/** Whether nobody has been here before, and no link brings anything. */
function isFirstVisit(): boolean {
  try {
    return location.hash === '' && localStorage.getItem('service-playground.scenario') === null
  } catch {
    return location.hash === ''
  }
}

/** The doors of a first visit, until somebody has begun. */
export function Welcome() {
  const [isMet, setMet] = useRemembered('met', !isFirstVisit(), isFlag)
  return isMet ? null : <Doors onMet={() => setMet(true)} />
}
