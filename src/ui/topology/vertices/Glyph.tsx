import type { PodState } from '../../../projection/summary'
import styles from './vertices.module.css'

/** A Pod's state as a shape: each can be told without its colour. */
export function Glyph({ state }: { readonly state: PodState }) {
  if (state === 'ready') {
    return (
      <span className={`${styles.glyph} ${styles.disc}`} data-state={state} aria-hidden="true" />
    )
  }
  return (
    <svg className={styles.glyph} data-state={state} viewBox="0 0 14 14" aria-hidden="true">
      {shapes[state]}
    </svg>
  )
}

const shapes: Readonly<Record<Exclude<PodState, 'ready'>, React.JSX.Element>> = {
  running: <circle className={styles.thick} cx="7" cy="7" r="4.4" />,
  creating: <circle className={styles.dotted} cx="7" cy="7" r="4.8" />,
  pending: <circle className={styles.thin} cx="7" cy="7" r="4.9" />,
  terminating: (
    <>
      <circle className={styles.thin} cx="7" cy="7" r="4.9" />
      <path className={styles.thin} d="M3.4 10.4l7-7M2.3 7.4l5-5M6.7 11.8l5-5" />
    </>
  ),
  failing: <path className={styles.thick} d="M3 3l8 8M11 3l-8 8" />,
  completed: (
    <>
      <circle className={styles.thin} cx="7" cy="7" r="4.9" />
      <path className={styles.thin} d="M4.8 7.2l1.6 1.6 3-3.4" />
    </>
  ),
}
