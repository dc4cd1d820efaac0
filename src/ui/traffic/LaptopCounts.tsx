import { Icon } from '../controls'
import { useSay } from '../i18n'
import { laptop, useActions, useShared } from '../store'
import { Outcomes } from './Outcomes'
import styles from './traffic.module.css'

/** What became of the requests that the learner sent in the terminal. */
export function LaptopCounts() {
  const say = useSay()
  const isThere = useShared(({ picture }) => picture.summaries.has(laptop))
  const { select } = useActions()
  if (!isThere) return null
  return (
    <section className={styles.laptop} aria-label={say('laptop')}>
      <button type="button" onClick={() => select(laptop)}>
        <Icon name="terminal" />
        {say('laptop')}
      </button>
      <Outcomes client={laptop} />
    </section>
  )
}
