import { useSay } from '../i18n'
import { useActions } from '../store'
import styles from './traffic.module.css'
import { type ClusterEvent, useEvents } from './use-events'

/** The newest are listed; kubectl has them all. */
const listed = 200

/** What components recorded, newest first. */
export function EventsPane() {
  const say = useSay()
  const events = useEvents()
  if (events.length === 0) return <p className={styles.empty}>{say('events.none')}</p>
  const older = events.length - listed
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
          {events.slice(0, listed).map((event) => (
            <EventRow key={event.key} event={event} />
          ))}
        </tbody>
      </table>
      {older > 0 ? <p className={styles.empty}>{say('events.older', { count: older })}</p> : null}
    </section>
  )
}

function EventRow({ event }: { readonly event: ClusterEvent }) {
  const { select } = useActions()
  const often = event.count > 1 ? ` ×${event.count}` : ''
  return (
    <tr data-type={event.type}>
      <td>
        <code>{event.time}</code>
      </td>
      <td>{event.type}</td>
      <td>{`${event.reason}${often}`}</td>
      <td>
        {event.about === undefined ? (
          event.object
        ) : (
          <button
            type="button"
            className={`lead ${styles.link}`}
            onClick={() => select(event.about)}
          >
            {event.object}
          </button>
        )}
      </td>
      <td className={styles.wideCell}>{event.message}</td>
    </tr>
  )
}
