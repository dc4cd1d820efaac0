import type { ReactNode } from 'react'
import styles from './controls.module.css'

/** Something that is on or off, and says which. */
export function Switch({
  on,
  tone = 'plain',
  title,
  children,
  onChange,
}: {
  readonly on: boolean
  /** `grave` for what harms while it is on. */
  readonly tone?: 'plain' | 'grave'
  readonly title: string
  readonly children: ReactNode
  readonly onChange: (on: boolean) => void
}) {
  return (
    <label className={styles.switch} data-tone={tone} title={title}>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        onChange={({ target }) => onChange(target.checked)}
      />
      {children}
    </label>
  )
}
