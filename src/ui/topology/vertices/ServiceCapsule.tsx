import type { NodeProps } from '@xyflow/react'
import type { ServiceSummary } from '../../../projection/summary'
import { useSay } from '../../i18n'
import { readiness } from '../../store'
import { capsuleHeight, sharesLine } from '../layout/sizes'
import { usePicture, useSummary } from './picture-context'
import styles from './vertices.module.css'

/** A Service: a lying capsule with its names and numbers, its selector hanging below as a tag. */
export function ServiceCapsule({ id }: NodeProps) {
  const service = useSummary('service', id)
  const { narrow } = usePicture()
  if (!service) return null
  return (
    <div className={styles.service} data-type={service.serviceType}>
      <div className={styles.capsule} style={{ height: capsuleHeight(service, narrow) }}>
        <div className={styles.serviceHead}>
          <span className={styles.serviceName}>
            {service.namespace === 'default' ? null : (
              <span className={styles.faint}>{`${service.namespace}/`}</span>
            )}
            {service.name}
          </span>
          <span className={styles.serviceType}>
            {service.headless ? 'Headless' : service.serviceType}
          </span>
        </div>
        <Addresses service={service} />
      </div>
      <Selector service={service} />
    </div>
  )
}

function Addresses({ service }: { readonly service: ServiceSummary }) {
  const { narrow } = usePicture()
  if (service.serviceType === 'ExternalName') {
    const { externalName } = service
    return <div className={styles.alias} title={externalName}>{`CNAME ${externalName}`}</div>
  }
  const address = service.headless ? 'None' : (service.clusterIP ?? '')
  const ports = portTexts(service)
  const together = sharesLine(service, narrow)
  return (
    <>
      <div className={styles.line}>
        <span>{address}</span>
        {together ? <span>{ports[0]}</span> : null}
      </div>
      {together
        ? null
        : ports.slice(0, 2).map((port) => (
            <div key={port} className={styles.line}>
              {port}
            </div>
          ))}
      {service.serviceType === 'LoadBalancer' ? <External service={service} /> : null}
    </>
  )
}

/** `80 → 8080`, or `80:30080 → 8080` with a node port, as kubectl writes it. */
const portTexts = ({ ports }: ServiceSummary): readonly string[] =>
  ports.map(({ port, targetPort, nodePort, protocol }) => {
    const outer = nodePort === undefined ? `${port}` : `${port}:${nodePort}`
    return `${outer} → ${targetPort}${protocol === 'TCP' ? '' : `/${protocol}`}`
  })

/** One address, and how many more: there is room for one. All are heard, and stand in a title. */
function External({ service }: { readonly service: ServiceSummary }) {
  const [first = '<pending>', ...more] = service.external
  return (
    <div
      className={styles.line}
      data-pending={service.external.length === 0}
      data-why={service.external.length === 0 ? service.id : undefined}
      data-chain="address-pending"
    >
      <span title={service.external.join(', ')}>
        {first}
        {more.length > 0 ? <span aria-hidden="true">{` +${more.length}`}</span> : null}
        {more.length > 0 ? <span className="unseen">{`, ${more.join(', ')}`}</span> : null}
      </span>
    </div>
  )
}

function Selector({ service }: { readonly service: ServiceSummary }) {
  const say = useSay()
  const { narrow } = usePicture()
  const pairs = Object.entries(service.selector ?? {}).map(([label, value]) => `${label}=${value}`)
  const { ready, all } = readiness(service)
  if (service.serviceType === 'ExternalName') return null
  return (
    <div className={styles.hanging}>
      {pairs.length > 0 ? (
        <span className={styles.tag} title={say('service.selector')}>
          {pairs.join(',')}
        </span>
      ) : (
        <span className={styles.noTag}>{say('service.noSelector')}</span>
      )}
      <span
        className={styles.readyCount}
        data-none={ready === 0}
        data-why={ready < all || all === 0 ? service.id : undefined}
      >
        {narrow ? `${ready}/${all}` : say('service.ready', { ready, all })}
      </span>
    </div>
  )
}
