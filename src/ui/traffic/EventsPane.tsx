import { memo } from 'react'
import type { RecordedEvent } from '../../projection/recorded'
import { useSay } from '../i18n'
import { useActions } from '../store'
import styles from './traffic.module.css'
import { aboutOf, timeOf, useEvents } from './use-events'

/** What components recorded, newest first: as many as one reads; kubectl has them all. */
export function EventsPane() {
  const say = useSay()
  const { newest, older } = useEvents()
  if (newest.length === 0) return <p className={styles.empty}>{say('events.none')}</p>
  return (
    <section aria-label={say('tab.events')}>
      <table className={`${styles.table} ${styles.events}`}>
        <thead>
          <tr>
            {(['time', 'type', 'reason', 'object', 'message'] as const).map((column) => (
              <th key={column} scope="col">
                {say(`events.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newest.map((event) => (
            <EventRow key={event.uid} event={event} />
          ))}
        </tbody>
      </table>
      {older > 0 ? <p className={styles.empty}>{say('events.older', { count: older })}</p> : null}
    </section>
  )
}

// Those that were listed before are the same, and not drawn again.
const EventRow = memo(function EventRow({ event }: { readonly event: RecordedEvent }) {
  const { select } = useActions()
  const { kind, name, type, reason, message, count } = event
  const often = count > 1 ? ` ×${count}` : ''
  const about = aboutOf(event)
  const object = `${kind.toLowerCase()}/${name}`
  return (
    <tr data-type={type}>
      <td>
        <code>{timeOf(event)}</code>
      </td>
      <td>{type}</td>
      <td>{`${reason}${often}`}</td>
      <td>
        {about === undefined ? (
          object
        ) : (
          <button type="button" className={`lead ${styles.link}`} onClick={() => select(about)}>
            {object}
          </button>
        )}
      </td>
      <td className={styles.wideCell}>{message}</td>
    </tr>
  )
})
