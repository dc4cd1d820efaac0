import type { NodeProps } from '@xyflow/react'
import { Icon } from '../../controls'
import { useSay } from '../../i18n'
import { askedText, shortPlace } from '../../store'
import { failuresOf } from './ClientLine'
import laptop from './laptop.module.css'
import { useSummary } from './picture-context'
import styles from './vertices.module.css'

/** The learner's own machine: a screen, and what it stands on. */
export function LaptopBox({ id }: NodeProps) {
  const say = useSay()
  const summary = useSummary('laptop', id)
  if (!summary) return null
  const { sent, outcomes, url, forwards } = summary
  const failed = failuresOf(outcomes)
  const [forward] = forwards
  const asked = url ?? (forward && `localhost:${forward.localPort}`) ?? ''
  return (
    <div className={laptop.laptop}>
      <div className={laptop.screen}>
        <div className={styles.clientHead}>
          <Icon name="terminal" />
          <span className={`${styles.clientName} ${laptop.name}`}>{say('laptop')}</span>
          {sent > 0 ? (
            <span className={styles.rate}>{say('traffic.sent', { count: sent })}</span>
          ) : null}
        </div>
        <div className={styles.line}>
          <span className={styles.url} title={asked}>
            {askedText(asked)}
          </span>
          {failed > 0 ? (
            <span className={styles.failed} title={say('traffic.failed')}>{`✗ ${failed}`}</span>
          ) : null}
        </div>
        {forwards.map(({ pod, localPort, port }) => (
          <span key={localPort} className="unseen">
            {say('laptop.leads', { localPort, pod: shortPlace(pod), port })}
          </span>
        ))}
      </div>
    </div>
  )
}
