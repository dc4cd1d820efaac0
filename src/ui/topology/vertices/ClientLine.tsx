import { Icon } from '../../controls'
import { useSay } from '../../i18n'
import { useSummary } from './picture-context'
import styles from './vertices.module.css'

/** One line on the place a client asks from: what it asks for, how often, how often in vain. */
export function ClientLine({ id }: { readonly id: string }) {
  const say = useSay()
  const client = useSummary('client', id)
  if (!client) return null
  const failed = failuresOf(client.outcomes)
  return (
    <div className={styles.clientLine} data-running={client.running} data-menu={id}>
      <Icon name="terminal" />
      <span className={styles.url}>{client.url}</span>
      {failed > 0 ? (
        <span className={styles.failed} title={say('traffic.failed')}>{`✗ ${failed}`}</span>
      ) : null}
      <span className={styles.rate}>
        {say('traffic.perSecond', { rate: client.ratePerSecond })}
      </span>
    </div>
  )
}

/** How many requests came to a bad end. */
export const failuresOf = (outcomes: Readonly<Record<string, number>>): number =>
  Object.entries(outcomes).reduce((sum, [code, count]) => sum + (code === 'ok' ? 0 : count), 0)
