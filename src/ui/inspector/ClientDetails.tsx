import type { Counts } from '../../projection/summary'
import { outcomeText, useSay } from '../i18n'
import { useShared } from '../store'
import styles from './inspector.module.css'
import { AskWhy, Fact, Facts, Part, Related } from './Parts'
import { useDetailsSay } from './texts'

/** A client: what it asks for, and what became of it. */
export function ClientDetails({ id }: { readonly id: string }) {
  const say = useSay()
  const client = useShared(({ picture }) => picture.summaries.get(id))
  if (client?.type !== 'client') return null
  return (
    <>
      <Facts>
        <Fact word={say('traffic.url')}>
          <code>{client.url}</code>
        </Fact>
        <Fact word={say('traffic.from')}>
          {client.host.startsWith('external/') ? (
            say('traffic.outside')
          ) : (
            <Related id={client.host} />
          )}
        </Fact>
        <Fact word={say('traffic.rate')}>
          {say('traffic.perSecond', { rate: client.ratePerSecond })}
        </Fact>
        <Fact word={say('traffic.keepAlive')}>{say(`connections.${client.connections}`)}</Fact>
        <CountFacts counts={client} />
      </Facts>
      <p className={styles.faint}>{say(`connections.${client.connections}.why`)}</p>
      <Results counts={client} />
    </>
  )
}

/** How many were sent, and how many came to each end. */
export function CountFacts({ counts: { sent, outcomes } }: { readonly counts: Counts }) {
  const say = useSay()
  const own = useDetailsSay()
  return (
    <>
      <Fact word={own('sent')}>{sent}</Fact>
      {Object.entries(outcomes).map(([code, count]) => (
        <Fact key={code} word={outcomeText(code, say)}>
          {count}
        </Fact>
      ))}
    </>
  )
}

/** What went wrong last, and who answered how often. */
export function Results({ counts: { failure, ...answers } }: { readonly counts: Counts }) {
  const say = useSay()
  const own = useDetailsSay()
  return (
    <>
      {failure ? (
        <Part title={own('latestFailure')}>
          <p className={styles.bad}>{outcomeText(failure.outcome, say)}</p>
          {failure.because ? <Because because={failure.because} /> : null}
        </Part>
      ) : null}
      <Part title={own('answers')}>
        <Shares {...answers} />
      </Part>
    </>
  )
}

/** Who has answered how often, and which part of all that is. */
export function Shares({ servers, others = 0 }: Pick<Counts, 'servers' | 'others'>) {
  const say = useSay()
  const all = Object.values(servers).reduce((sum, count) => sum + count, others)
  return (
    <ul className={styles.rows}>
      {Object.entries(servers).map(([server, count]) => (
        <li key={server}>
          <Related id={server} />
          <span className={styles.faint}>
            {`${count} · ${Math.round((100 * count) / Math.max(1, all))}%`}
          </span>
        </li>
      ))}
      {others > 0 ? (
        <li className={styles.faint}>{say('traffic.more', { count: others })}</li>
      ) : null}
    </ul>
  )
}

/** The field to look at. */
export function Because({
  because: { kind, key, path },
}: {
  readonly because: {
    readonly kind: string
    readonly key: { readonly namespace: string; readonly name: string }
    readonly path: string
  }
}) {
  const own = useDetailsSay()
  const place = key.namespace === '' ? key.name : `${key.namespace}/${key.name}`
  return (
    <p>
      {own('because')}{' '}
      <Related id={`${kind.toLowerCase()}/${place}`} text={`${kind} ${key.name}`} />{' '}
      <code>{path}</code>
    </p>
  )
}

/** A host outside of the cluster, or a load balancer at its edge. */
export function OutsideDetails({ id }: { readonly id: string }) {
  const own = useDetailsSay()
  const outside = useShared(({ picture }) => picture.summaries.get(id))
  if (outside?.type !== 'outside') return null
  const [service] = outside.services
  return (
    <Facts>
      <Fact word={own('address')}>
        {outside.address === undefined && service !== undefined ? (
          <AskWhy id={service} chain="address-pending">
            {'<pending>'}
          </AskWhy>
        ) : (
          <code>{outside.address ?? '<pending>'}</code>
        )}
      </Fact>
      <Fact word="Service">
        {outside.services.map((each) => (
          <Related key={each} id={each} />
        ))}
      </Fact>
    </Facts>
  )
}
