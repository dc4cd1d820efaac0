import type { Trace } from '../../../engine/api/trace'
import { outcomeText, spanText, useSay } from '../../i18n'
import styles from '../inspector.module.css'
import { Fact, Facts, Part } from '../Parts'
import { CauseCard } from './CauseCard'
import { StepRow } from './StepRow'
import own from './trace.module.css'
import { useWord } from './use-word'

/** A trace: how it ended, why, and step by step. */
export function Told({ trace, bare = false }: { readonly trace: Trace; readonly bare?: boolean }) {
  const word = useWord()
  const { outcome, started, causes, steps, request } = trace
  return (
    <>
      {bare ? null : <Ending trace={trace} />}
      {causes.length > 0 ? (
        <Part title={word(outcome === 'ok' ? 'note' : 'why')}>
          {causes.map((cause) => (
            <CauseCard key={JSON.stringify(cause)} cause={cause} request={request} />
          ))}
        </Part>
      ) : null}
      <Part title={word('steps')}>
        <ol className={own.steps}>
          {steps
            .filter(({ code }) => code !== 'end' || outcome !== 'under-way')
            .map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added
              <StepRow key={index} step={step} started={started} />
            ))}
        </ol>
        {outcome === 'under-way' ? <p className={styles.faint}>{word('under-way')}</p> : null}
      </Part>
    </>
  )
}

function Ending({ trace: { outcome, status, started, ended } }: { readonly trace: Trace }) {
  const say = useSay()
  const text = outcomeText(outcome === 'under-way' ? undefined : outcome, say)
  const tone = outcome === 'under-way' ? styles.faint : outcome === 'ok' ? styles.good : styles.bad
  return (
    <Facts>
      <Fact word={say('details.outcome')}>
        <span className={tone}>{status === undefined ? text : `${text} (${status})`}</span>
      </Fact>
      <Fact word={say('details.took')}>
        {outcome === 'under-way' ? undefined : spanText(ended - started)}
      </Fact>
    </Facts>
  )
}
