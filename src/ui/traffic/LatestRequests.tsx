import { useMemo, useRef, useState } from 'react'
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
/** When more than these are new at a look, nobody can read on: only so many are told. */
const readable = 14

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
  const latest = useMemo(() => latestOf(requests), [requests])
  const rushed = useRushed(latest) && !held
  return (
    <section className={styles.latest} aria-label={say('traffic.latest')} {...holds}>
      <h2>{say(held ? 'traffic.latest.held' : 'traffic.latest')}</h2>
      <ol>
        {(rushed ? latest.slice(0, readable) : latest).map((record, index) => (
          <li key={rushed ? index : record.id}>
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

/** Whether so many are new since the last look that none of those shown is shown again. */
function useRushed(latest: readonly RequestRecord[]): boolean {
  const before = useRef({ latest, rushed: false })
  if (before.current.latest !== latest) {
    const last = before.current.latest[0]
    const fresh = last === undefined ? 0 : latest.findIndex(({ id }) => id <= last.id)
    before.current = { latest, rushed: fresh < 0 || fresh > readable }
  }
  return before.current.rushed
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
