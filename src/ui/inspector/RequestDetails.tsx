import { useRef } from 'react'
import { Button, late } from '../controls'
import { clockText, outcomeText, spanText, useSay } from '../i18n'
import {
  laptop,
  questionIn,
  type RequestRecord,
  seatOf,
  shortPlace,
  sourceFrom,
  stretchesOf,
  type Trip,
  useActions,
  useShared,
} from '../store'
import { Because } from './ClientDetails'
import styles from './inspector.module.css'
import { Fact, Facts, Part, Related } from './Parts'
import { useDetailsSay } from './texts'

/** Comes when a request is first looked at. */
const SentTrace = late(async () => (await import('./trace/SentTrace')).SentTrace)

/** A request: how it ended, why, and every step on its way, with the true times. */
export function RequestDetails({ id }: { readonly id: number }) {
  const say = useSay()
  const own = useDetailsSay()
  const record = useRecord(id)
  if (!record) return <p className={styles.gone}>{own('gone')}</p>
  return (
    <>
      <Facts>
        <Asked record={record} />
        <Fact word={say('kind.client')}>
          {record.traffic && <Related id={`client/${record.traffic}`} />}
        </Fact>
        <Fact word={say('traffic.from')}>
          <Place id={record.client} record={record} />
        </Fact>
        <Fact word={own('outcome')}>
          <Outcome record={record} />
        </Fact>
        <Fact word={own('server')}>
          {record.server && <Place id={record.server} record={record} />}
        </Fact>
        <Fact word={own('began')}>{clockText(record.started)}</Fact>
        <Fact word={own('took')}>{took(record)}</Fact>
      </Facts>
      {record.because ? <Because because={record.because} /> : null}
      <Again record={record} />
      {record.forward ? <Way record={record} /> : null}
      <SentTrace sent={{ request: record.id, started: record.started }} bare />
    </>
  )
}

/**
 * Only the latest requests are kept; the one that is looked at stays, unless time is turned back to
 * before it.
 */
function useRecord(id: number): RequestRecord | undefined {
  const current = useShared(({ picture }) => picture.requests.get(id))
  const last = useRef(current)
  if (current) last.current = current
  const started = last.current?.started ?? 0
  const isAhead = useShared(({ picture }) => started > picture.now)
  if (isAhead) last.current = undefined
  return last.current
}

/** Where it came by, leg by leg: past Services and rules. */
function Way({ record }: { readonly record: RequestRecord }) {
  const own = useDetailsSay()
  return (
    <Part title={own('legs')}>
      <ol className={styles.legs}>
        {stretchesOf(record).map((stretch) => (
          <StretchRow key={`${stretch.left} ${stretch.what}`} record={record} stretch={stretch} />
        ))}
      </ol>
    </Part>
  )
}

/** The same once more. */
function Again({ record: { client, url, forward } }: { readonly record: RequestRecord }) {
  const own = useDetailsSay()
  const { compose } = useActions()
  if (forward || questionIn(url)) return null
  const from = client.startsWith('external/') ? 'outside' : client
  return (
    <div className={styles.actions}>
      <Button onClick={() => compose({ from: sourceFrom(from), to: url })}>{own('again')}</Button>
    </div>
  )
}

/** A URL, or a question to a name server; and the port-forward that carried it. */
function Asked({ record: { url, forward } }: { readonly record: RequestRecord }) {
  const say = useSay()
  const own = useDetailsSay()
  const question = questionIn(url)
  return (
    <>
      <Fact word={question ? own('question') : say('traffic.url')}>
        <code>{question ? `${question.type} ${question.name}` : url}</code>
      </Fact>
      <Fact word={own('nameServer')}>{question && <code>{question.server}</code>}</Fact>
      <Fact word={own('forward')}>
        {forward && <code>{`${forward.localPort ?? ''} → ${forward.port}`}</code>}
      </Fact>
    </>
  )
}

const took = ({ started, ended }: RequestRecord): string | undefined =>
  ended === undefined ? undefined : spanText(ended - started)

function Outcome({ record }: { readonly record: RequestRecord }) {
  const say = useSay()
  const { outcome, status } = record
  const bad = outcome !== undefined && outcome !== 'ok'
  const text = outcomeText(outcome, say)
  return (
    <span className={bad ? styles.bad : undefined}>
      {status === undefined ? text : `${text} (${status})`}
    </span>
  )
}

const placed = /^(pod|node|service|balancer)\//

/** A place on a request's way; the laptop is where those begin that no client sent. */
function Place({ id, record }: { readonly id: string; readonly record: RequestRecord }) {
  const say = useSay()
  if (id === record.client && seatOf(record) === laptop) {
    return <Related id={laptop} text={say('laptop')} />
  }
  if (!placed.test(id)) return <code>{shortPlace(id)}</code>
  return <Related id={id} />
}

function StretchRow({
  record,
  stretch,
}: {
  readonly record: RequestRecord
  readonly stretch: Trip
}) {
  const own = useDetailsSay()
  const { what, places, left, due } = stretch
  return (
    <li data-what={what}>
      <code className={styles.at}>{`+${spanText(left - record.started)}`}</code>
      <div>
        <p>
          {own(what)} <span className={styles.faint}>{spanText(due - left)}</span>
        </p>
        <ol className={styles.way}>
          {places.map((place, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a way may come to one place twice
            <li key={index}>
              <Place id={place} record={record} />
              {record.forward ? (
                <span className={styles.faint}> {roleOf(place, stretch)}</span>
              ) : null}
            </li>
          ))}
        </ol>
      </div>
    </li>
  )
}

/** Who carries a port-forward on a node: the API server on the first, the kubelet on the Pod's. */
function roleOf(place: string, { places }: Trip): string {
  const nodes = places.filter((each) => each.startsWith('node/'))
  if (!nodes.includes(place)) return ''
  if (nodes.length === 1) return 'API server, kubelet'
  const outward = places.at(-1)?.startsWith('pod/') ? nodes : nodes.toReversed()
  return place === outward[0] ? 'API server' : 'kubelet'
}
