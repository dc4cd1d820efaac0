import type { Example } from '../../lessons/text'
import { IconButton } from '../controls'
import { useActions } from '../store'
import styles from './lesson.module.css'
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

function Command({ line, output }: Example) {
  const say = useLessonSay()
  const { order } = useActions()
  return (
    <>
      <div className={styles.command}>
        <code>{line}</code>
        <IconButton
          icon="play"
          label={say('runLine', { line })}
          tip="left"
          onClick={() => order(line)}
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
