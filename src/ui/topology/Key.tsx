import { useState } from 'react'
import { podStates } from '../../projection/grouping'
import { Icon, MarkSample } from '../controls'
import { useSay } from '../i18n'
import { marks } from '../theme/marks'
import { LineSample } from './Lines'
import styles from './topology.module.css'
import { Glyph } from './vertices/Glyph'
import { PodFaultSign } from './vertices/PodFaultSign'

const lines = ['asks', 'takes', 'waits', 'misses', 'forwards'] as const

const faults = [{ isHung: true }, { slowMillis: 3_000 }, { isUnready: true }] as const

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
          <h2>{say('key.requests')}</h2>
          <ul>
            {marks.map((mark) => (
              <li key={mark}>
                <MarkSample mark={mark} />
                {say(`mark.${mark}`)}
              </li>
            ))}
          </ul>
          <h2>{say('key.lines')}</h2>
          <ul>
            {lines.map((kind) => (
              <li key={kind}>
                <LineSample kind={kind} />
                {say(`line.${kind}`)}
              </li>
            ))}
          </ul>
          <h2>{say('key.pods')}</h2>
          <ul>
            {podStates.map((state) => (
              <li key={state}>
                <Glyph state={state} />
                {say(`pod.${state}`)}
              </li>
            ))}
            {faults.map((fault) => (
              <li key={Object.keys(fault).join()}>
                <PodFaultSign fault={fault} />
              </li>
            ))}
          </ul>
          <p>{say('key.slow')}</p>
        </div>
      ) : null}
    </section>
  )
}
