import { useRef } from 'react'
import { clockText, outcomeText, type Say, spanText, useSay } from '../i18n'
import { type RequestRecord, shortPlace, useShared } from '../store'
import { Because } from './ClientDetails'
import styles from './inspector.module.css'
import { Fact, Facts, Part, Related } from './Parts'

/** A request: its way, leg by leg, with the true times, and how it ended. */
export function RequestDetails({ id }: { readonly id: number }) {
  const say = useSay()
  const current = useShared(({ picture }) => picture.requests.get(id))
  // Only the latest requests are kept; the one that is looked at stays.
  const last = useRef(current)
  if (current) last.current = current
  const record = last.current
  if (!record) return <p className={styles.gone}>{say('details.gone')}</p>
  return (
    <>
      <Facts>
        <Fact word={say('traffic.url')}>
          <code>{record.url}</code>
        </Fact>
        <Fact word={say('traffic.from')}>
          <Place id={record.client} />
        </Fact>
        <Fact word={say('details.outcome')}>
          <Outcome record={record} />
        </Fact>
        <Fact word={say('details.server')}>{record.server && <Place id={record.server} />}</Fact>
        <Fact word={say('details.began')}>{clockText(record.started)}</Fact>
        <Fact word={say('details.took')}>{took(record)}</Fact>
      </Facts>
      {record.because ? <Because because={record.because} /> : null}
      <Part title={say('details.legs')}>
        <ol className={styles.legs}>
          {record.legs.map((leg) => (
            <LegRow
              key={`${leg.left} ${leg.from} ${leg.to} ${leg.what}`}
              record={record}
              leg={leg}
            />
          ))}
        </ol>
      </Part>
    </>
  )
}

const took = ({ started, ended }: RequestRecord): string | undefined =>
  ended === undefined ? undefined : spanText(ended - started)

function Outcome({ record }: { readonly record: RequestRecord }) {
  const say = useSay()
  const { outcome, status } = record
  const bad = outcome !== undefined && outcome !== 'ok'
  const text = outcomeText(outcome, say)
  return (
    <span className={bad ? styles.bad : undefined}>
      {status === undefined ? text : `${text} (${status})`}
    </span>
  )
}

const placed = /^(pod|node|service|balancer)\//

function Place({ id }: { readonly id: string }) {
  if (!placed.test(id)) return <code>{shortPlace(id)}</code>
  return <Related id={id} />
}

type Leg = RequestRecord['legs'][number]

function LegRow({ record, leg }: { readonly record: RequestRecord; readonly leg: Leg }) {
  const say = useSay()
  return (
    <li data-what={leg.what}>
      <code className={styles.at}>{`+${spanText(leg.left - record.started)}`}</code>
      <div>
        <p>{legText(leg, say)}</p>
        <p className={styles.way}>
          <Place id={leg.from} />
          {' → '}
          <Place id={leg.to} />
        </p>
      </div>
    </li>
  )
}

const legText = ({ what }: Leg, say: Say): string => say(`leg.${what}`)
