import type { PodSummary } from '../../projection/summary'
import { useSay } from '../i18n'
import { useCalm, useShared } from '../store'
import { EventsAndYaml } from './EventsAndYaml'
import styles from './inspector.module.css'
import { Fact, Facts, Part, Related } from './Parts'

/** A Node: its address, its range of Pod addresses, its Pods. */
export function NodeDetails({ id }: { readonly id: string }) {
  const say = useSay()
  const node = useShared(({ picture }) => picture.summaries.get(id))
  const summaries = useCalm(({ picture }) => picture.summaries)
  if (node?.type !== 'node') return null
  const pods = [...summaries.values()].filter(
    (each): each is PodSummary => each.type === 'pod' && each.node === node.name,
  )
  return (
    <>
      <Facts>
        <Fact word={say('details.status')}>{node.ready ? 'Ready' : 'NotReady'}</Fact>
        <Fact word={say('details.address')}>
          <code>{node.address}</code>
        </Fact>
        <Fact word={say('details.podCIDR')}>
          <code>{node.podCIDR}</code>
        </Fact>
        <Fact word={say('details.roles')}>{node.roles.join(', ')}</Fact>
      </Facts>
      <Part title={`${say('details.pods')} · ${pods.length}`}>
        <ul className={styles.rows}>
          {pods.map((pod) => (
            <li key={pod.id}>
              <Related id={pod.id} />
              <span className={styles.faint}>{say(`pod.${pod.state}`)}</span>
            </li>
          ))}
        </ul>
      </Part>
      <EventsAndYaml id={id} />
    </>
  )
}
