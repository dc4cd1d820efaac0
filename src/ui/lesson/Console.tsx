import type { Example } from '../../lessons/text'
import { IconButton } from '../controls'
import styles from './lesson.module.css'
import { useLine } from './lines'
import { useLessonSay } from './texts'

/** Commands of a text: each runs in the terminal at a press. */
export function Console({ examples }: { readonly examples: readonly Example[] }) {
  return (
    <ul className={styles.commands}>
      {examples.map((example, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text's commands stay where they are
        <li key={index}>
          <Command {...example} />
        </li>
      ))}
    </ul>
  )
}

const stateTexts = {
  waiting: 'lineWaits',
  running: 'lineRuns',
  going: 'lineRuns',
  ran: 'lineRan',
  failed: 'lineFailed',
} as const

function Command({ line, output }: Example) {
  const say = useLessonSay()
  const { state, press } = useLine(line)
  const isBusy = state === 'waiting' || state === 'running'
  return (
    <>
      <div className={styles.command}>
        <code>{line}</code>
        <span className={styles.ran} role="status" data-state={state}>
          {state === 'idle' ? null : <span className="unseen">{say(stateTexts[state])}</span>}
        </span>
        <IconButton
          icon="play"
          label={say('runLine', { line })}
          tip="left"
          disabled={isBusy}
          onClick={press}
        />
      </div>
      {output === '' ? null : (
        <details className={styles.output}>
          <summary>{say('prints')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll it */}
          <pre tabIndex={0}>{output}</pre>
        </details>
      )}
    </>
  )
}
