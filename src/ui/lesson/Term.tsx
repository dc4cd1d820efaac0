import type { ReactNode } from 'react'
import { Tip } from '../controls'
import styles from './lesson.module.css'

/** A term in a text: who points at it, stands on it or presses it is told what it means. */
export function Term({
  means,
  children,
}: {
  readonly means: string
  readonly children: ReactNode
}) {
  return (
    <Tip text={means} onPress>
      <button type="button" className={styles.term}>
        {children}
      </button>
    </Tip>
  )
}
