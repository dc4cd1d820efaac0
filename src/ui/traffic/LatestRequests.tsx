import { useState } from 'react'
import { outcomeText, useSay } from '../i18n'
import {
  askedText,
  laptop,
  type Picture,
  questionIn,
  type RequestRecord,
  seatOf,
  shortPlace,
  useActions,
  useCalm,
  useShared,
} from '../store'
import { OutcomeMark } from './OutcomeMark'
import styles from './traffic.module.css'

const listed = 60

/** The latest requests, newest first. While one points or stands in the list, it holds still. */
export function LatestRequests() {
  const say = useSay()
  const [held, setHeld] = useState(false)
  const holds = {
    onPointerEnter: () => setHeld(true),
    onPointerLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  }
  const requests = useCalm(({ picture }) => picture.requests, { held })
  const selected = useShared((state) => state.selected)
  const { select } = useActions()
  return (
    <section className={styles.latest} aria-label={say('traffic.latest')} {...holds}>
      <h2>{say(held ? 'traffic.latest.held' : 'traffic.latest')}</h2>
      <ol>
        {latestOf(requests).map((record) => (
          <li key={record.id}>
            <button
              type="button"
              aria-pressed={selected === `request/${record.id}`}
              onClick={() => select(`request/${record.id}`)}
            >
              <Request record={record} />
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

const latestOf = (requests: Picture['requests']): readonly RequestRecord[] =>
  [...requests.values()].slice(-listed).reverse()

function Request({ record }: { readonly record: RequestRecord }) {
  const say = useSay()
  const { outcome, status, server, traffic, client, url } = record
  const seat = seatOf(record)
  const sender = traffic ?? (seat === laptop ? say('laptop') : shortPlace(client))
  return (
    <>
      <OutcomeMark outcome={outcome} />
      <span className={styles.who}>{`${sender} → ${askedText(url)}`}</span>
      <span className={styles.what} data-outcome={outcome ?? 'under-way'}>
        {status === undefined ? outcomeText(outcome, say) : status}
      </span>
      <code>{server === undefined ? (questionIn(url)?.server ?? '') : shortPlace(server)}</code>
    </>
  )
}
