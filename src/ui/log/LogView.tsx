import { useId } from 'react'
import { useStore } from 'zustand'
import { Switch } from '../controls'
import { clockText, useSay } from '../i18n'
import { usePlayground } from '../store'
import { logOf } from './log'
import styles from './log.module.css'
import { sentenceOf } from './sentence'
import { useLogSay } from './texts'

/** What has happened, in sentences, the latest first. */
export function LogView() {
  const say = useLogSay()
  const words = useSay()
  const id = useId()
  const log = logOf(usePlayground())
  const { told, aloud } = useStore(log.state)
  return (
    <section className={styles.log} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{say('title')}</h2>
        <Switch on={aloud} tip={say('aloud.hint')} onChange={(on) => log.setAloud(on)}>
          {say('aloud')}
        </Switch>
      </div>
      {told.length === 0 ? <p className={styles.none}>{say('none')}</p> : null}
      <ol
        className={styles.list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it
        tabIndex={0}
        aria-labelledby={id}
      >
        {told.toReversed().map(({ key, at, happening }) => (
          <li key={key}>
            <time>{clockText(at).slice(0, -4)}</time>
            <span>{sentenceOf(happening, say, words)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
