import { useState } from 'react'
import { Icon } from '../controls'
import { useSay } from '../i18n'
import { KeyLists } from './KeyLists'
import styles from './topology.module.css'

/** The key to the picture: each shape with its word. */
export function Key() {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <section className={styles.key} aria-label={say('key')}>
      <button
        type="button"
        className={styles.keyButton}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="key" />
        {say('key')}
      </button>
      {open ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it, too
        <div className={styles.keyBody} tabIndex={0}>
          <KeyLists />
          <p>{say('key.slow')}</p>
        </div>
      ) : null}
    </section>
  )
}
