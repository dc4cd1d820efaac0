import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import type { Trace } from '../../../engine/api/trace'
import { IconButton } from '../../controls'
import { outcomeText, spanText, useSay } from '../../i18n'
import { type Stop, steppedOf, useActions } from '../../store'
import styles from '../inspector.module.css'
import { Fact, Facts, Part } from '../Parts'
import { useDetailsSay } from '../texts'
import { CauseCard } from './CauseCard'
import { StepRow } from './StepRow'
import { stopsOf } from './stops'
import own from './trace.module.css'
import { useWord } from './use-word'

/** A trace: how it ended, why, and step by step. */
export function Told({ trace, bare = false }: { readonly trace: Trace; readonly bare?: boolean }) {
  const word = useWord()
  const { outcome, started, causes, steps, request } = trace
  const shown = useMemo(
    () => steps.filter(({ code }) => code !== 'end' || outcome !== 'under-way'),
    [steps, outcome],
  )
  const stops = useMemo(() => stopsOf(shown), [shown])
  const [at, setAt] = useState<number>()
  const stop = at === undefined ? undefined : stops[at]
  useStepShown(trace, stop)
  const keys = useArrows(at, stops.length, setAt)
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
        <Stepper at={at} count={stops.length} node={nodeOf(stop)} onStep={setAt} keys={keys} />
        <ol className={own.steps}>
          {shown.map((step, index) => (
            <StepRow
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added
              key={index}
              step={step}
              started={started}
              current={index === stop?.index}
              pass={index === stop?.index ? stop.pass : undefined}
              onChoose={() => setAt(stops.findIndex((each) => each.index === index))}
            />
          ))}
        </ol>
        {outcome === 'under-way' ? <p className={styles.faint}>{word('under-way')}</p> : null}
      </Part>
    </>
  )
}

/** Shows a step's packet in the picture for as long as it is looked at. */
function useStepShown({ steps }: Trace, stop: Stop | undefined): void {
  const { setStepped } = useActions()
  const first = steps.find((each) => 'packet' in each)
  const client = first && 'packet' in first ? first.packet.from : ''
  useEffect(() => {
    setStepped(stop && steppedOf(stop, client))
    return () => setStepped(undefined)
  }, [setStepped, stop, client])
}

const nodeOf = (stop: Stop | undefined): string | undefined =>
  stop && 'packet' in stop.step ? stop.step.packet.passes[stop.pass ?? 0]?.node : undefined

/** The arrow keys go forwards and backwards, as the buttons do. */
function useArrows(at: number | undefined, count: number, onStep: (at: number) => void) {
  return (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onStep(Math.min(count - 1, Math.max(0, (at ?? -1) + by)))
  }
}

/** Step by step, forwards and backwards. */
function Stepper({
  at = -1,
  count,
  node,
  onStep,
  keys,
}: {
  readonly at: number | undefined
  readonly count: number
  /** The node that the packet is on. */
  readonly node: string | undefined
  readonly onStep: (at: number) => void
  readonly keys: (event: KeyboardEvent) => void
}) {
  const word = useWord()
  return (
    <div className={own.stepper}>
      <IconButton
        icon="left"
        label={word('previous')}
        aria-disabled={at <= 0}
        onKeyDown={keys}
        onClick={() => onStep(Math.max(0, at - 1))}
      />
      <span>{at < 0 ? word('walk') : word('step', { at: at + 1, count })}</span>
      {node === undefined ? null : <code>{node}</code>}
      <IconButton
        icon="right"
        label={word('next')}
        aria-disabled={at >= count - 1}
        onKeyDown={keys}
        onClick={() => onStep(Math.min(count - 1, at + 1))}
      />
    </div>
  )
}

function Ending({ trace: { outcome, status, started, ended } }: { readonly trace: Trace }) {
  const say = useSay()
  const own = useDetailsSay()
  const text = outcomeText(outcome === 'under-way' ? undefined : outcome, say)
  const tone = outcome === 'under-way' ? styles.faint : outcome === 'ok' ? styles.good : styles.bad
  return (
    <Facts>
      <Fact word={own('outcome')}>
        <span className={tone}>{status === undefined ? text : `${text} (${status})`}</span>
      </Fact>
      <Fact word={own('took')}>
        {outcome === 'under-way' ? undefined : spanText(ended - started)}
      </Fact>
    </Facts>
  )
}
