import { useSay } from '../i18n'
import { type Problem, useShared } from '../store'
import styles from './traffic.module.css'

/** What stands in the way: of the manifest, and of what was asked for otherwise. */
export function ProblemsPane() {
  const say = useSay()
  const problems = useShared((state) => state.problems)
  const all = Object.entries(problems).flatMap(([source, list]) =>
    list.map((problem, index) => ({ problem, key: `${source} ${index}` })),
  )
  if (all.length === 0) return <p className={styles.empty}>{say('problems.none')}</p>
  return (
    <ul className={styles.problems}>
      {all.map(({ problem, key }) => (
        <li key={key} data-severity={problem.severity}>
          <span className={styles.sign} aria-hidden="true">
            {problem.severity === 'error' ? '✗' : '!'}
          </span>
          <span className={styles.unseen}>{say(`problems.${problem.severity}`)}</span>
          <p>{problem.message}</p>
          <p className={styles.where}>{whereOf(problem, say('problems.line'))}</p>
        </li>
      ))}
    </ul>
  )
}

const whereOf = ({ object, reason, line }: Problem, lineWord: string): string =>
  [object, reason, line === undefined ? undefined : `${lineWord} ${line}`]
    .filter(Boolean)
    .join(' · ')
