import type { NodeProps } from '@xyflow/react'
import { Icon } from '../../controls'
import { useSay } from '../../i18n'
import { failuresOf } from './ClientLine'
import { usePicture, useSummary } from './picture-context'
import styles from './vertices.module.css'

/** A client that is no Pod: a small terminal. */
export function ClientBox({ id }: NodeProps) {
  const say = useSay()
  const client = useSummary('client', id)
  if (!client) return null
  const failed = failuresOf(client.outcomes)
  return (
    <div className={styles.client} data-running={client.running}>
      <div className={styles.clientHead}>
        <Icon name="terminal" />
        <span className={styles.clientName}>{client.name}</span>
        <span className={styles.rate}>
          {say('traffic.perSecond', { rate: client.ratePerSecond })}
        </span>
      </div>
      <div className={styles.line}>
        <span className={styles.url} title={client.url}>
          {client.url.replace(/^http:\/\//, '')}
        </span>
        {failed > 0 ? <span className={styles.failed}>{`✗ ${failed}`}</span> : null}
      </div>
    </div>
  )
}

/** A host outside of the cluster. */
export function HostBox({ id }: NodeProps) {
  const say = useSay()
  const host = useSummary('outside', id)
  if (!host) return null
  return (
    <div className={styles.host}>
      <div className={styles.clientName}>{host.name}</div>
      <div className={styles.line}>{host.address ?? say('outside.host')}</div>
    </div>
  )
}

const wedge = {
  right: 'M.5 .5H98L115.5 27L98 53.5H.5Z',
  down: 'M.5 .5H115.5V42L58 53.5L.5 42Z',
}

/** A load balancer at the cluster’s edge: a wedge into it, from above on a small screen. */
export function BalancerWedge({ id }: NodeProps) {
  const say = useSay()
  const { narrow } = usePicture()
  const balancer = useSummary('outside', id)
  if (!balancer) return null
  return (
    <div className={styles.balancer}>
      <svg viewBox="0 0 116 54" preserveAspectRatio="none" aria-hidden="true">
        <path d={narrow ? wedge.down : wedge.right} />
      </svg>
      <div className={styles.clientName}>{say('outside.balancer')}</div>
      <div className={styles.line}>{balancer.address ?? '<pending>'}</div>
    </div>
  )
}

/** The cluster's name server: an open book. */
export function DnsBook({ id }: NodeProps) {
  const say = useSay()
  const service = useSummary('service', id)
  if (!service) return null
  const ready = service.endpoints.filter((endpoint) => endpoint.ready).length
  return (
    <div className={styles.book} title={say('dns.about')}>
      <Icon name="book" />
      <div>
        <div className={styles.clientName}>CoreDNS</div>
        <div className={styles.line}>
          <span>{service.clusterIP}</span>
          <span className="unseen">{`kube-dns ${ready}/${service.endpoints.length}`}</span>
        </div>
      </div>
    </div>
  )
}

/** The cluster's border, drawn as maps draw theirs. */
export function ClusterBorder() {
  const say = useSay()
  return (
    <div className={styles.cluster}>
      <span className={styles.clusterName}>{say('cluster')}</span>
    </div>
  )
}
