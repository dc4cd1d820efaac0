import type { PodFault } from '../../../engine/api/fault'
import { useSay } from '../../i18n'
import styles from './vertices.module.css'

/** What stands still has two bars, what is slow a clock's hand, what fails its probe a line. */
const shapes = {
  hung: 'M4 2v8M8 2v8',
  slow: 'M6 1.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM6 3.5V6l2 1.5',
  unready: 'M6 1.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM3 9l6-6',
} as const

/** The gravest of what somebody has broken about a Pod, as a sign and a word. */
export function PodFaultSign({
  fault,
  quiet = false,
}: {
  readonly fault: PodFault
  /** Whether the word is only heard. */
  readonly quiet?: boolean
}) {
  const say = useSay()
  const { isHung, slowMillis = 0 } = fault
  const kind = isHung ? 'hung' : slowMillis > 0 ? 'slow' : 'unready'
  const text =
    kind === 'slow'
      ? say('podFault.slow', { seconds: slowMillis / 1_000 })
      : say(`podFault.${kind}`)
  return (
    <span className={styles.podFault} data-fault={kind}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={shapes[kind]} />
      </svg>
      <span className={quiet ? 'unseen' : undefined}>{text}</span>
    </span>
  )
}
