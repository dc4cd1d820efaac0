import type { Difference } from '../../kubectl/differences'
import styles from './editor.module.css'
import type { Change } from './outcomes'
import { type EditorSay, useEditorSay } from './texts'

const verbs = {
  created: ['+', 'create'],
  configured: ['~', 'change'],
  deleted: ['−', 'delete'],
  refused: ['!', 'refuse'],
  unchanged: ['', 'unchanged'],
} as const satisfies Record<Change['outcome'], readonly [sign: string, word: string]>

/** What applying would change, object by object and field by field. */
export function Changes({
  changes,
  onShow,
}: {
  readonly changes: readonly Change[]
  /** Somebody wants to see a document. */
  readonly onShow: (line: number) => void
}) {
  const say = useEditorSay()
  return (
    <section className={styles.changes} aria-label={say('changesLabel')}>
      <ul>
        {changes.map((change) => (
          <li key={`${change.object} ${change.line}`} className={styles[change.outcome]}>
            <ChangedObject change={change} say={say} onShow={onShow} />
            {change.reasons.map((reason) => (
              <p key={reason} className={styles.reason}>
                {reason}
              </p>
            ))}
            <Differences differences={change.differences} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ChangedObject({
  change: { object, outcome, line },
  say,
  onShow,
}: {
  readonly change: Change
  readonly say: EditorSay
  readonly onShow: (line: number) => void
}) {
  const [sign, word] = verbs[outcome]
  return (
    <p className={styles.changed}>
      <span className={styles.sign} aria-hidden="true">
        {sign}
      </span>
      {line === undefined ? (
        <code>{object}</code>
      ) : (
        <button type="button" className={styles.object} onClick={() => onShow(line)}>
          {object}
        </button>
      )}
      <span className={styles.verb}>{say(word)}</span>
    </p>
  )
}

/** Field by field: what was, and what is. */
export function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  if (differences.length === 0) return null
  return (
    <dl className={styles.differences}>
      {differences.map(({ path, before, after }) => (
        <div key={path}>
          <dt>{path}</dt>
          <dd>
            {before === undefined ? null : <del>{valueText(before)}</del>}
            {after === undefined ? null : <ins>{valueText(after)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const longest = 160

/** A value in one line, cut when it is long. */
export function valueText(value: Difference['before']): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
