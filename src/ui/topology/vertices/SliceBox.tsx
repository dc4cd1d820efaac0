import type { NodeProps } from '@xyflow/react'
import type { ServiceSummary } from '../../../projection/summary'
import { useSay } from '../../i18n'
import { sliceLines } from '../layout/sizes'
import { usePicture, useSummary } from './picture-context'
import styles from './vertices.module.css'

/** An EndpointSlice: the addresses that kube-proxy may send to, a line for each. */
export function SliceBox({ id }: NodeProps) {
  const say = useSay()
  const slice = useSummary('slice', id)
  const { narrow } = usePicture()
  if (!slice) return null
  const shown = sliceLines(slice)
  const more = slice.all - shown
  return (
    <div className={styles.slice} title={`EndpointSlice ${slice.name}`}>
      <div className={styles.sliceHead}>
        <span>{narrow ? 'Slice' : 'EndpointSlice'}</span>
        <span className="unseen">
          {say('service.ready', { ready: slice.ready, all: slice.all })}
        </span>
      </div>
      {slice.all === 0 ? (
        <div className={styles.line} title={say('slice.empty')} data-why={slice.service ?? id}>
          {narrow ? '—' : say('slice.empty')}
        </div>
      ) : null}
      {slice.endpoints.slice(0, shown).map((endpoint) => (
        <div key={`${endpoint.address} ${endpoint.pod}`} className={styles.line}>
          <span>{narrow ? lastParts(endpoint.address) : endpoint.address}</span>
          <EndpointSign endpoint={endpoint} />
        </div>
      ))}
      {more > 0 ? (
        <div className={styles.line}>
          {shown === 0
            ? say('service.ready', { ready: slice.ready, all: slice.all })
            : say('slice.more', { count: more })}
        </div>
      ) : null}
    </div>
  )
}

/** Ready, or why not: in a sign, and in a word for those who hear. */
function EndpointSign({
  endpoint: { ready, terminating },
}: {
  readonly endpoint: ServiceSummary['endpoints'][number]
}) {
  const say = useSay()
  const word = terminating ? 'terminating' : ready ? 'ready' : 'running'
  return (
    <span className={styles.sign} data-state={word} title={say(`pod.${word}`)}>
      <span aria-hidden="true">{ready ? '✓' : terminating ? '…' : '✗'}</span>
      <span className={styles.heard}>{say(`pod.${word}`)}</span>
    </span>
  )
}

/** What tells addresses of one cluster apart: `…2.4`. */
const lastParts = (address: string): string =>
  address.includes(':') ? `…${address.slice(-5)}` : `…${address.split('.').slice(2).join('.')}`
