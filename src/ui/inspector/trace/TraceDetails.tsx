import type { Trace } from '../../../engine/api/trace'
import { outcomeText, spanText, useSay } from '../../i18n'
import { useShared } from '../../store'
import styles from '../inspector.module.css'
import { Fact, Facts, Part } from '../Parts'
import { CauseCard } from './CauseCard'
import { StepRow } from './StepRow'
import { TraceForm } from './TraceForm'
import own from './trace.module.css'
import { useWord } from './use-word'

/** One request: a form to ask with, and every step of what became of it. */
export function TraceDetails() {
  const word = useWord()
  const followed = useShared((state) => state.followed)
  const { trace, refused } = followed ?? {}
  return (
    <>
      <TraceForm key={followed ? JSON.stringify(followed.request) : ''} />
      {refused === undefined ? null : (
        <p className={styles.bad} role="alert">
          {refused}
        </p>
      )}
      {followed && !trace && refused === undefined ? <p>{word('waiting')}</p> : null}
      {trace ? <Told trace={trace} /> : null}
    </>
  )
}

function Told({ trace }: { readonly trace: Trace }) {
  const say = useSay()
  const word = useWord()
  const { outcome, status, started, ended, causes, steps, request } = trace
  const isGood = outcome === 'ok'
  const text = outcomeText(outcome, say)
  return (
    <>
      <Facts>
        <Fact word={say('details.outcome')}>
          <span className={isGood ? styles.good : styles.bad}>
            {status === undefined ? text : `${text} (${status})`}
          </span>
        </Fact>
        <Fact word={say('details.took')}>{spanText(ended - started)}</Fact>
      </Facts>
      {causes.length > 0 ? (
        <Part title={word(isGood ? 'note' : 'why')}>
          {causes.map((cause) => (
            <CauseCard key={JSON.stringify(cause)} cause={cause} request={request} />
          ))}
        </Part>
      ) : null}
      <Part title={word('steps')}>
        <ol className={own.steps}>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a trace never changes
            <StepRow key={index} step={step} started={started} />
          ))}
        </ol>
      </Part>
    </>
  )
}
