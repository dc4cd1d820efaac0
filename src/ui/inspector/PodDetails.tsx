import type { PodFault } from '../../engine/api/fault'
import type { ServiceSummary } from '../../projection/summary'
import { Button } from '../controls'
import { type Say, useSay } from '../i18n'
import { apiPathOf, kubectlLine, useActions, useCalm, useShared } from '../store'
import { EventsAndYaml } from './EventsAndYaml'
import styles from './inspector.module.css'
import { Fact, Facts, LabelList, Part, Related } from './Parts'
import { useDetailsSay } from './texts'
import { WhyFirst } from './Why'

/** A Pod: how it is, where it is, who selects it. */
export function PodDetails({ id }: { readonly id: string }) {
  const say = useSay()
  const own = useDetailsSay()
  const pod = useShared(({ picture }) => picture.summaries.get(id))
  if (pod?.type !== 'pod') return null
  return (
    <>
      <Facts>
        <Fact word={own('status')}>
          {`${pod.status} · ${say(`pod.${pod.state}`)} (${pod.ready})`}
        </Fact>
        <Fact word={own('byHand')}>{pod.fault && faultText(pod.fault, say)}</Fact>
        <Fact word={own('address')}>{pod.ip && <code>{pod.ip}</code>}</Fact>
        <Fact word={own('node')}>{pod.node && <Related id={`node/${pod.node}`} />}</Fact>
        <Fact word={own('owner')}>{pod.owner && <Related id={pod.owner} />}</Fact>
        <Fact word={own('image')}>
          <code>{pod.image}</code>
        </Fact>
        <Fact word={own('restarts')}>{pod.restarts > 0 ? pod.restarts : undefined}</Fact>
      </Facts>
      <PodActions id={id} />
      <WhyFirst id={id} place="below" />
      <Part title={own('labels')}>
        <LabelList labels={pod.labels} />
      </Part>
      <SelectedBy id={id} />
      <EventsAndYaml id={id} />
    </>
  )
}

const faultText = ({ isHung, slowMillis = 0, isUnready }: PodFault, say: Say): string =>
  [
    ...(isHung ? [say('podFault.hung')] : []),
    ...(slowMillis > 0 ? [say('podFault.slow', { seconds: slowMillis / 1_000 })] : []),
    ...(isUnready ? [say('podFault.unready')] : []),
  ].join(' · ')

function PodActions({ id }: { readonly id: string }) {
  const own = useDetailsSay()
  const { send } = useActions()
  const path = apiPathOf(id)
  if (path === undefined) return null
  const line = kubectlLine('delete', id)
  return (
    <div className={styles.actions}>
      <Button icon="bin" tone="grave" onClick={() => void send({ method: 'DELETE', path }, line)}>
        {own('delete')}
      </Button>
    </div>
  )
}

/** Which Services take this Pod, and which do not because of which label. */
function SelectedBy({ id }: { readonly id: string }) {
  const say = useSay()
  const own = useDetailsSay()
  const services = useCalm(({ picture }) => picture.summaries)
  const all = [...services.values()].filter(
    (each): each is ServiceSummary => each.type === 'service',
  )
  const takes = all.filter(({ endpoints }) => endpoints.some(({ pod }) => pod === id))
  const misses = all.flatMap((service) => {
    const miss = service.misses.find(({ pod }) => pod === id)
    return miss ? [{ service, miss }] : []
  })
  return (
    <Part title={own('services')}>
      <ul className={styles.rows}>
        {takes.map((service) => (
          <li key={service.id}>
            <span className={styles.good}>✓</span>
            <Related id={service.id} />
          </li>
        ))}
        {misses.map(({ service, miss }) => (
          <li key={service.id}>
            <span className={styles.bad}>✗</span>
            <Related id={service.id} />
            <code className={styles.faint}>
              {miss.has === undefined
                ? say('service.without', { label: miss.label })
                : `${miss.label}=${miss.has}`}
              {` ≠ ${miss.wants}`}
            </code>
          </li>
        ))}
      </ul>
    </Part>
  )
}
