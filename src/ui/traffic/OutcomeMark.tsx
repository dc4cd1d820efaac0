import { MarkSample } from '../controls'
import { outcomeMarks } from '../theme/marks'
import styles from './traffic.module.css'

/** How a request ended, by the shape that it has in the picture; one under way is a dot there. */
export function OutcomeMark({ outcome }: { readonly outcome: string | undefined }) {
  const mark = outcome === undefined ? 'request' : outcomeMarks[outcome]
  return (
    <span className={styles.mark} aria-hidden="true">
      {mark ? <MarkSample mark={mark} /> : '✗'}
    </span>
  )
}
