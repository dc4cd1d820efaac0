import type { NodeSummary } from '../../projection/summary'
import { Button, Switch } from '../controls'
import { useSay } from '../i18n'
import { useActions, useShared } from '../store'
import { EventsAndYaml } from './EventsAndYaml'
import styles from './inspector.module.css'
import { Fact, Facts } from './Parts'
import { PodList } from './PodList'
import { useDetailsSay } from './texts'

/** A Node: its address, its range of Pod addresses, its Pods. */
export function NodeDetails({ id }: { readonly id: string }) {
  const say = useSay()
  const own = useDetailsSay()
  const node = useShared(({ picture }) => picture.summaries.get(id))
  if (node?.type !== 'node') return null
  return (
    <>
      <Facts>
        <Fact word={own('status')}>{node.ready ? 'Ready' : 'NotReady'}</Fact>
        <Fact word={own('address')}>
          <code>{node.address}</code>
        </Fact>
        <Fact word={own('podCIDR')}>
          <code>{node.podCIDR}</code>
        </Fact>
        <Fact word={say('bar.mode')}>{node.proxyMode}</Fact>
        <Fact word={own('roles')}>{node.roles.join(', ')}</Fact>
      </Facts>
      <Kernel node={node.name} />
      <Faults node={node} />
      <PodList
        has={(pod) => pod.node === node.name}
        among={({ grouped }) => grouped?.nodes[node.id]}
      />
      <EventsAndYaml id={id} />
    </>
  )
}

/** What its kernel has is shown where there is more room. */
function Kernel({ node }: { readonly node: string }) {
  const say = useSay()
  const { lookInto } = useActions()
  return (
    <div className={styles.actions}>
      {(['rules', 'flows'] as const).map((part) => (
        <Button key={part} onClick={() => lookInto(node, part)}>
          {say(`node.${part}`)}
        </Button>
      ))}
    </div>
  )
}

const faults = ['kubelet', 'network'] as const

/** What can be broken about a node: kubelet or network, and kube-proxy besides. */
function Faults({ node }: { readonly node: NodeSummary }) {
  const say = useSay()
  const { change } = useActions()
  const set = (fault: (typeof faults)[number], on: boolean) => {
    const label = `${node.name}: ${say(on ? `fault.${fault}` : 'fault.mended')}`
    change(label).fault(node.name, on ? fault : undefined)
  }
  return (
    <div className={styles.faults}>
      {faults.map((fault) => (
        <Switch
          key={fault}
          tone="grave"
          on={node.fault === fault}
          tip={say(`fault.${fault}.hint`)}
          onChange={(on) => set(fault, on)}
        >
          {say(`fault.${fault}`)}
        </Switch>
      ))}
      {node.proxyPod === undefined ? null : (
        <Switch
          tone="grave"
          on={node.isProxyHung === true}
          tip={say('fault.proxy.hint')}
          onChange={(isHung) => {
            const done = say(isHung ? 'fault.proxy' : 'fault.mended')
            change(`${node.name}: ${done}`).podFault(node.proxyPod ?? '', { isHung })
          }}
        >
          {say('fault.proxy')}
        </Switch>
      )}
    </div>
  )
}
