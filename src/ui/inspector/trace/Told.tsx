import { useEffect, useState } from 'react'
import type { Step, Trace } from '../../../engine/api/trace'
import { IconButton } from '../../controls'
import { outcomeText, spanText, useSay } from '../../i18n'
import { steppedOf, useActions } from '../../store'
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
  const shown = steps.filter(({ code }) => code !== 'end' || outcome !== 'under-way')
  const [at, setAt] = useState<number>()
  useStepShown(trace, at === undefined ? undefined : shown[at])
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
        <Stepper at={at} count={shown.length} onStep={setAt} />
        <ol className={own.steps}>
          {shown.map((step, index) => (
            <StepRow
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added
              key={index}
              step={step}
              started={started}
              current={index === at}
              onChoose={() => setAt(index)}
            />
          ))}
        </ol>
        {outcome === 'under-way' ? <p className={styles.faint}>{word('under-way')}</p> : null}
      </Part>
    </>
  )
}

/** Shows a step's packet in the picture for as long as it is looked at. */
function useStepShown({ steps }: Trace, step: Step | undefined): void {
  const { setStepped } = useActions()
  const first = steps.find((each) => 'packet' in each)
  const client = first && 'packet' in first ? first.packet.from : ''
  useEffect(() => {
    setStepped(step && steppedOf(step, client))
    return () => setStepped(undefined)
  }, [setStepped, step, client])
}

/** Step by step, forwards and backwards. */
function Stepper({
  at = -1,
  count,
  onStep,
}: {
  readonly at: number | undefined
  readonly count: number
  readonly onStep: (at: number) => void
}) {
  const word = useWord()
  return (
    <div className={own.stepper}>
      <IconButton
        icon="left"
        label={word('previous')}
        disabled={at <= 0}
        onClick={() => onStep(at - 1)}
      />
      <span>{at < 0 ? word('walk') : word('step', { at: at + 1, count })}</span>
      <IconButton
        icon="right"
        label={word('next')}
        disabled={at >= count - 1}
        onClick={() => onStep(at + 1)}
      />
    </div>
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
