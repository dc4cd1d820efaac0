import type { Traffic } from '../../engine/api/traffic'
import { useSay } from '../i18n'
import { useActions, useShared } from '../store'
import { useNarrow } from '../theme/theme'
import { ClientRow } from './ClientRow'
import { LaptopCounts } from './LaptopCounts'
import { LatestRequests } from './LatestRequests'
import { LoadTable } from './LoadTable'
import { TrafficActions } from './TrafficActions'
import styles from './traffic.module.css'
import { useShownTraffic } from './use-shown-traffic'

/** Of more clients, only those in sight are followed. */
const followedAtOnce = 6

/**
 * Who asks for what, what became of it, and the latest requests. Where there is room, what can be
 * done stands beside the tabs, and takes no line from the lists.
 */
export function TrafficPane() {
  const say = useSay()
  const past = useShared(({ picture }) => picture.now < picture.end)
  const traffic = useShownTraffic()
  const narrow = useNarrow()
  const { setTraffic } = useActions()
  const named = (name = '') => say('change.traffic', { name })
  const replace = (at: number, changed: Partial<Traffic>) =>
    setTraffic(
      traffic.map((each, index) => (index === at ? { ...each, ...changed } : each)),
      named(changed.name ?? traffic[at]?.name),
    )
  return (
    <div className={styles.traffic}>
      <div className={styles.clients}>
        <p className={styles.past} role="status">
          {past ? say('traffic.past') : ''}
        </p>
        <table className={styles.table}>
          <thead>
            <tr>
              {(
                ['name', 'from', 'url', 'rate', 'concurrency', 'keepAlive', 'timeout'] as const
              ).map((column) => (
                <th key={column} scope="col">
                  {say(`traffic.${column}`)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          {traffic.map((each, index) => (
            <ClientRow
              // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed
              key={index}
              traffic={each}
              crowded={traffic.length > followedAtOnce}
              taken={(name) => traffic.some((other) => other !== each && other.name === name)}
              onChange={(changed) => replace(index, changed)}
              onRemove={() =>
                setTraffic(
                  traffic.filter((other) => other !== each),
                  say('traffic.remove', { name: each.name }),
                )
              }
            />
          ))}
        </table>
        <LaptopCounts />
        {traffic.length === 0 ? <p className={styles.empty}>{say('traffic.none')}</p> : null}
        {narrow ? <TrafficActions /> : null}
        <LoadTable />
      </div>
      <LatestRequests />
    </div>
  )
}
