import type { ServiceSummary } from '../../projection/summary'
import { Button } from '../controls'
import { useSay } from '../i18n'
import { readiness, rulesNodeOf, useActions, useCalm, useShared } from '../store'
import { askersOf } from './askers'
import { Shares } from './ClientDetails'
import { EndpointRows } from './EndpointRows'
import { EventsAndYaml } from './EventsAndYaml'
import styles from './inspector.module.css'
import { AskWhy, Fact, Facts, LabelList, Part, Related } from './Parts'
import { useDetailsSay } from './texts'
import { WhyFirst } from './Why'

/** A Service: its names and addresses, its selector, its endpoints. */
export function ServiceDetails({ id }: { readonly id: string }) {
  const say = useSay()
  const own = useDetailsSay()
  const service = useShared(({ picture }) => picture.summaries.get(id))
  if (service?.type !== 'service') return null
  const { name, namespace, selector } = service
  return (
    <>
      <Facts>
        <Fact word={own('type')}>
          {service.headless ? 'ClusterIP (headless)' : service.serviceType}
        </Fact>
        <Fact word={own('clusterIP')}>{clusterIpOf(service)}</Fact>
        <Fact word={own('external')}>{externalText(service)}</Fact>
        <Fact word={own('names')}>
          <DnsNames name={name} namespace={namespace} />
        </Fact>
        <Fact word={own('ports')}>
          <Ports service={service} />
        </Fact>
      </Facts>
      <FocusButton id={id} />
      <Part title={say('service.selector')}>
        {selector ? (
          <LabelList labels={selector} />
        ) : (
          <p className={styles.faint}>{say('service.noSelector')}</p>
        )}
      </Part>
      {service.serviceType === 'ExternalName' ? null : <Endpoints service={service} />}
      <WhyFirst id={id} place="below" />
      <Slices service={id} />
      <Load service={service} />
      <ServiceRules service={service} />
      <EventsAndYaml id={id} />
    </>
  )
}

/** Has the picture dim all that does not belong to it. */
function FocusButton({ id }: { readonly id: string }) {
  const own = useDetailsSay()
  const { setView } = useActions()
  const isFocus = useShared(({ scenario }) => scenario.view.focus === id)
  return (
    <div className={styles.actions}>
      <Button
        icon="fit"
        aria-pressed={isFocus}
        onClick={() => setView({ focus: isFocus ? undefined : id })}
      >
        {own('focus')}
      </Button>
    </div>
  )
}

/** Who has asked its Pods, by what connections, and how the load was shared out. */
function Load({ service }: { readonly service: ServiceSummary }) {
  const say = useSay()
  const own = useDetailsSay()
  const clients = useCalm(({ picture: { summaries } }) => askersOf(service, summaries.values()))
  return clients.map(({ id, name, connections, ...answers }) => (
    <Part key={id} title={own('load', { name })}>
      <p>
        <Related id={id} text={say(`connections.${connections}`)} />
      </p>
      <Shares {...answers} />
      <p className={styles.faint}>{say(`connections.${connections}.why`)}</p>
    </Part>
  ))
}

/** Leads to what kube-proxy has made of it. */
function ServiceRules({ service }: { readonly service: ServiceSummary }) {
  const own = useDetailsSay()
  const { lookInto } = useActions()
  const node = useShared(({ picture: { summaries } }) => rulesNodeOf(service, summaries))
  if (node === undefined) return null
  return (
    <div className={styles.actions}>
      <Button onClick={() => lookInto(node, 'rules', `${service.namespace}/${service.name}`)}>
        {own('rules', { node })}
      </Button>
    </div>
  )
}

const clusterIpOf = ({ clusterIP, headless, serviceType }: ServiceSummary) =>
  serviceType === 'ExternalName' ? undefined : <code>{headless ? 'None' : clusterIP}</code>

const externalText = ({ id, serviceType, external, externalName }: ServiceSummary) => {
  if (serviceType === 'ExternalName') return <code>{externalName}</code>
  if (serviceType !== 'LoadBalancer') return undefined
  return external.length > 0 ? (
    <code>{external.join(', ')}</code>
  ) : (
    <AskWhy id={id} chain="address-pending">
      {'<pending>'}
    </AskWhy>
  )
}

/** Every way to write its name, by who asks. */
function DnsNames({ name, namespace }: { readonly name: string; readonly namespace: string }) {
  return (
    <ul className={styles.names}>
      <li>{name}</li>
      <li>{`${name}.${namespace}`}</li>
      <li>
        {`${name}.${namespace}.svc.`}
        <wbr />
        cluster.local
      </li>
    </ul>
  )
}

function Ports({ service }: { readonly service: ServiceSummary }) {
  const own = useDetailsSay()
  return (
    <ul className={styles.names}>
      {service.ports.map(({ name, port, targetPort, nodePort, protocol }) => (
        <li key={`${port}/${protocol}`}>
          {`${name ? `${name} ` : ''}${port}/${protocol} → ${targetPort}`}
          {nodePort === undefined ? null : ` · ${own('nodePort')} ${nodePort}`}
        </li>
      ))}
    </ul>
  )
}

function Endpoints({ service }: { readonly service: ServiceSummary }) {
  const say = useSay()
  const own = useDetailsSay()
  const { endpoints, groups = [] } = service
  const { all } = readiness(service)
  return (
    <Part title={`${own('endpoints')} · ${all}`}>
      {all === 0 ? <AskWhy id={service.id}>{own('noEndpoints')}</AskWhy> : null}
      <ul className={styles.rows}>
        {groups.map(({ workload, ready, notReady }) => (
          <li key={workload}>
            <span className={ready > 0 ? styles.good : styles.waiting}>
              {ready > 0 ? '✓' : '…'}
            </span>
            <Related id={workload} />
            <span className={styles.faint}>
              {say('service.ready', { ready, all: ready + notReady })}
            </span>
          </li>
        ))}
        <EndpointRows endpoints={endpoints} />
      </ul>
    </Part>
  )
}

/** The EndpointSlices that kube-proxy reads of it. */
function Slices({ service }: { readonly service: string }) {
  const slices = useCalm(({ picture: { summaries } }) =>
    [...summaries.values()].filter((each) => each.type === 'slice' && each.service === service),
  )
  if (slices.length === 0) return null
  return (
    <Part title="EndpointSlices">
      <ul className={styles.rows}>
        {slices.map(({ id }) => (
          <li key={id}>
            <Related id={id} />
          </li>
        ))}
      </ul>
    </Part>
  )
}
