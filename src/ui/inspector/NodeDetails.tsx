import { useSay } from '../i18n'
import { useShared } from '../store'
import { EventsAndYaml } from './EventsAndYaml'
import { Fact, Facts } from './Parts'
import { PodList } from './PodList'

/** A Node: its address, its range of Pod addresses, its Pods. */
export function NodeDetails({ id }: { readonly id: string }) {
  const say = useSay()
  const node = useShared(({ picture }) => picture.summaries.get(id))
  if (node?.type !== 'node') return null
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
      <PodList
        has={(pod) => pod.node === node.name}
        among={({ grouped }) => grouped?.nodes[node.id]}
      />
      <EventsAndYaml id={id} />
    </>
  )
}
