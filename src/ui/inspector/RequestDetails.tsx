import { useRef } from 'react'
import { clockText, outcomeText, spanText, useSay } from '../i18n'
import { type RequestRecord, shortPlace, stretchesOf, type Trip, useShared } from '../store'
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
        <Fact word={say('kind.client')}>
          {record.traffic && <Related id={`client/${record.traffic}`} />}
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
          {stretchesOf(record).map((stretch) => (
            <StretchRow key={`${stretch.left} ${stretch.what}`} record={record} stretch={stretch} />
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

function StretchRow({
  record,
  stretch,
}: {
  readonly record: RequestRecord
  readonly stretch: Trip
}) {
  const say = useSay()
  const { what, places, left, due } = stretch
  return (
    <li data-what={what}>
      <code className={styles.at}>{`+${spanText(left - record.started)}`}</code>
      <div>
        <p>
          {say(`leg.${what}`)} <span className={styles.faint}>{spanText(due - left)}</span>
        </p>
        <ol className={styles.way}>
          {places.map((place, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a way may come to one place twice
            <li key={index}>
              <Place id={place} />
            </li>
          ))}
        </ol>
      </div>
    </li>
  )
}
