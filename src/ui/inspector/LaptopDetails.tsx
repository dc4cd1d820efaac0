import { askedText, laptop, useShared } from '../store'
import { CountFacts, Results } from './ClientDetails'
import styles from './inspector.module.css'
import { Fact, Facts, Part, Related } from './Parts'
import { useDetailsSay } from './texts'

/** The learner's own machine: what it sent, what became of it, and where its ports lead. */
export function LaptopDetails() {
  const own = useDetailsSay()
  const found = useShared(({ picture }) => picture.summaries.get(laptop))
  if (found?.type !== 'laptop') return null
  const { url, forwards } = found
  return (
    <>
      <Facts>
        <Fact word={own('asked')}>{url && <code>{askedText(url)}</code>}</Fact>
        <CountFacts counts={found} />
      </Facts>
      <Part title={own('forwards')}>
        {forwards.length === 0 ? <p className={styles.faint}>{own('laptopNone')}</p> : null}
        <ul className={styles.rows}>
          {forwards.map(({ pod, localPort, port }) => (
            <li key={localPort}>
              <code>{`localhost:${localPort} → ${port}`}</code>
              <Related id={pod} />
            </li>
          ))}
        </ul>
      </Part>
      <Results counts={found} />
    </>
  )
}
