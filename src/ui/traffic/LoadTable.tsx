import { type ReactNode, useRef } from 'react'
import type { Figures, Spread } from '../../projection/load'
import { late, useInSight } from '../controls'
import { outcomeText, useSay } from '../i18n'
import { laptop, useActions, useCalm } from '../store'
import { type ChartName, courseOf, rateText, shareText, timeText } from './figures'
import styles from './load.module.css'
import { OutcomeMark } from './OutcomeMark'
import { SpreadBars } from './SpreadBars'
import { type Shared, sharingOf, subjectsOf } from './subjects'
import { useLoadSay } from './texts'

const Chart = late(async () => (await import('./Chart')).Chart, {
  meanwhile: <div className={styles.chart} />,
  failed: null,
})

const none: Figures = { rate: 0, failed: 0 }

/** How requests fare of late: for each client and Service its figures, their course, its Pods. */
export function LoadTable() {
  const own = useLoadSay()
  const load = useCalm(({ picture }) => picture.load)
  const summaries = useCalm(({ picture }) => picture.summaries, { millis: 1_000 })
  const subjects = subjectsOf(load, summaries)
  const figures = load.points.at(-1)?.figures ?? {}
  return (
    <section className={styles.load} aria-label={own('load')}>
      {subjects.length === 0 ? (
        <>
          <h2>{own('load')}</h2>
          <p className={styles.faint}>{own('none')}</p>
        </>
      ) : null}
      {subjects.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">
                <h2>{own('load')}</h2>
              </th>
              {(['rate', 'failed', 'p50', 'p95'] as const).map((column) => (
                <th key={column} scope="col">
                  {own(column)}
                </th>
              ))}
            </tr>
          </thead>
          {subjects.map((id) => (
            <Subject
              key={id}
              id={id}
              figures={figures[id] ?? none}
              points={load.points}
              crowded={subjects.length > chartedAtOnce}
            >
              <More spread={load.spreads[id]} shared={sharingOf(id, load.spreads, summaries)} />
            </Subject>
          ))}
        </table>
      ) : null}
      <p className={styles.faint}>{own('about')}</p>
    </section>
  )
}

/** Of more subjects, only those in sight have charts. */
const chartedAtOnce = 8

interface SubjectProps {
  readonly id: string
  readonly figures: Figures
  readonly points: Parameters<typeof courseOf>[0]
}

/** One of them: its row, and what is said below that. */
function Subject({
  crowded,
  children,
  ...row
}: SubjectProps & { readonly crowded: boolean; readonly children: ReactNode }) {
  const ref = useRef<HTMLTableSectionElement>(null)
  const inSight = useInSight(ref)
  return (
    <tbody ref={ref}>
      <Row {...row} charted={inSight || !crowded} />
      {children}
    </tbody>
  )
}

/** What went wrong, and which Pods had the requests. */
function More({
  spread,
  shared,
}: {
  readonly spread: Spread | undefined
  readonly shared: Shared | undefined
}) {
  const failures = failuresIn(spread)
  if (!shared && failures.length === 0) return null
  return (
    <tr>
      <td colSpan={5} className={styles.more}>
        {failures.length > 0 ? <Failures failures={failures} /> : null}
        {shared ? <SpreadBars {...shared} /> : null}
      </td>
    </tr>
  )
}

function Failures({ failures }: { readonly failures: ReturnType<typeof failuresIn> }) {
  const say = useSay()
  return (
    <p className={styles.failures}>
      {failures.map(([outcome, count]) => (
        <span key={outcome}>
          <OutcomeMark outcome={outcome} /> {outcomeText(outcome, say)} {count}
        </span>
      ))}
    </p>
  )
}

const failuresIn = (spread: Spread | undefined) =>
  Object.entries(spread?.outcomes ?? {})
    .filter(([outcome]) => outcome !== 'ok')
    .sort(([one], [other]) => (one < other ? -1 : 1))

function Row({ id, figures, points, charted }: SubjectProps & { readonly charted: boolean }) {
  const say = useSay()
  const own = useLoadSay()
  const { select } = useActions()
  const { rate, failed, p50, p95 } = figures
  const [type = '', ...name] = id.split('/')
  const chart = (name: ChartName) =>
    charted ? (
      <Chart name={name} course={courseOf(points, id, name)} />
    ) : (
      <div className={styles.chart} />
    )
  return (
    <tr>
      <th scope="row">
        <button type="button" className={styles.subject} onClick={() => select(id)}>
          {id === laptop ? say('laptop') : name.join('/').replace(/^default\//, '')}
          {type === 'service' ? <small> Service</small> : null}
        </button>
      </th>
      <td data-label={own('rate')}>
        <span className={styles.figure}>{rateText(rate)}</span>
        {chart('rate')}
      </td>
      <td data-label={own('failed')} data-bad={failed > 0}>
        <span className={styles.figure}>{shareText(failed)}</span>
        {chart('failed')}
      </td>
      <td data-label={own('p50')}>
        <span className={styles.figure}>{timeText(p50)}</span>
      </td>
      <td data-label={own('p95')}>
        <span className={styles.figure}>{timeText(p95)}</span>
        {chart('latency')}
      </td>
    </tr>
  )
}
