import { useSay } from '../i18n'
import { type Problem, useActions, useShared } from '../store'
import { Findings } from './Findings'
import styles from './traffic.module.css'

/** What stands in the way: of the manifest, and of what was asked for otherwise. */
export function ProblemsPane() {
  const say = useSay()
  const problems = useShared((state) => state.problems)
  const all = Object.entries(problems).flatMap(([source, list]) =>
    list.map((problem, index) => ({ problem, key: `${source} ${index}` })),
  )
  return (
    <>
      <ul className={styles.problems}>
        {all.map(({ problem, key }) => (
          <li key={key} data-severity={problem.severity}>
            <span className={styles.sign} aria-hidden="true">
              {problem.severity === 'error' ? '✗' : '!'}
            </span>
            <span className="unseen">{say(`problems.${problem.severity}`)}</span>
            <p>{problem.message}</p>
            <Where problem={problem} />
          </li>
        ))}
      </ul>
      <Findings quiet={all.length === 0} />
    </>
  )
}

/** What it is about; a line of the manifest can be gone to. */
function Where({ problem: { object, reason, line, column } }: { readonly problem: Problem }) {
  const say = useSay()
  const { reveal } = useActions()
  const about = [object, reason].filter(Boolean).join(' · ')
  return (
    <p className={styles.where}>
      {line === undefined ? null : (
        <button
          type="button"
          className={`lead ${styles.link}`}
          onClick={() => reveal({ line, ...(column === undefined ? {} : { column }) })}
        >
          {say('problems.line', { line })}
        </button>
      )}{' '}
      {about}
    </p>
  )
}
