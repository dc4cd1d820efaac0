import type { ReactNode } from 'react'
import styles from './controls.module.css'
import { Tip } from './Tip'

/** Something that is on or off, and says which. */
export function Switch({
  on,
  tone = 'plain',
  tip,
  children,
  onChange,
}: {
  readonly on: boolean
  /** `grave` for what harms while it is on. */
  readonly tone?: 'plain' | 'grave'
  readonly tip: string
  readonly children: ReactNode
  readonly onChange: (on: boolean) => void
}) {
  return (
    <Tip text={tip}>
      <label className={styles.switch} data-tone={tone}>
        <input
          type="checkbox"
          role="switch"
          checked={on}
          aria-checked={on}
          onChange={({ target }) => onChange(target.checked)}
        />
        {children}
      </label>
    </Tip>
  )
}
