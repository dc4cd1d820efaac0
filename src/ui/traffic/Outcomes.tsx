import { outcomeText, useSay } from '../i18n'
import { shortPlace, useCalm } from '../store'
import { OutcomeMark } from './OutcomeMark'
import styles from './traffic.module.css'

/** Of more Pods, shares do not glide: all of them would move, a little, at every moment. */
const gliding = 12

/** What became of a client's requests, and which Pods answered, by true counts. */
export function Outcomes({
  client,
  held = false,
}: {
  readonly client: string
  /** Nobody sees it: it need not be up to date. */
  readonly held?: boolean
}) {
  const say = useSay()
  const summary = useCalm(({ picture }) => picture.summaries.get(client), { held })
  if (summary?.type !== 'client' && summary?.type !== 'laptop') return null
  const { sent, outcomes, servers, others = 0 } = summary
  const failures = Object.entries(outcomes).filter(([code, count]) => code !== 'ok' && count > 0)
  const answers = Object.entries(servers).sort(([a], [b]) => (a < b ? -1 : 1))
  const all = answers.reduce((sum, [, count]) => sum + count, others)
  return (
    <div className={styles.outcomes}>
      <p className={styles.counts}>
        <span>{say('traffic.sent', { count: sent })}</span>
        <span className={styles.good}>
          <OutcomeMark outcome="ok" />
          {say('traffic.ok', { count: outcomes['ok'] ?? 0 })}
        </span>
        {failures.map(([code, count]) => (
          <span key={code} className={styles.bad}>
            <OutcomeMark outcome={code} />
            {`${outcomeText(code, say)} ${count}`}
          </span>
        ))}
      </p>
      <ul
        className={styles.shares}
        aria-label={say('traffic.shares')}
        data-many={answers.length > gliding}
      >
        {answers.map(([server, count]) => (
          <li key={server} title={server}>
            <code>{shortPlace(server)}</code>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ width: `${(100 * count) / Math.max(all, 1)}%` }} />
            </span>
            <span className={styles.figure}>{count}</span>
            <span
              className={styles.percent}
            >{`${Math.round((100 * count) / Math.max(all, 1))}%`}</span>
          </li>
        ))}
        {others > 0 ? (
          <li className={styles.more}>{say('traffic.more', { count: others })}</li>
        ) : null}
      </ul>
    </div>
  )
}
