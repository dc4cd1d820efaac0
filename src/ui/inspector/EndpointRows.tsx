import type { ServiceSummary } from '../../projection/summary'
import { type Say, useSay } from '../i18n'
import styles from './inspector.module.css'
import { AskWhy, Related } from './Parts'

type Endpoint = ServiceSummary['endpoints'][number]

/** Endpoints, a row for each: whether one may send to it, its address, its Pod. */
export function EndpointRows({ endpoints }: { readonly endpoints: readonly Endpoint[] }) {
  const say = useSay()
  return endpoints.map((endpoint) => (
    <li key={`${endpoint.address} ${endpoint.pod}`}>
      <span className={endpoint.ready ? styles.good : styles.waiting}>
        {endpoint.ready ? '✓' : '…'}
      </span>
      <code>{endpoint.address}</code>
      {endpoint.pod === undefined ? null : <Related id={endpoint.pod} />}
      {endpoint.ready || endpoint.pod === undefined ? (
        <span className={styles.faint}>{conditionText(endpoint, say)}</span>
      ) : (
        <AskWhy id={endpoint.pod}>{conditionText(endpoint, say)}</AskWhy>
      )}
    </li>
  ))
}

const conditionText = ({ ready, terminating }: Endpoint, say: Say): string => {
  if (terminating) return say('pod.terminating')
  return ready ? '' : say('pod.running')
}
