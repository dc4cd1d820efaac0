import type { NodeSummary } from '../../projection/summary'
import { cordon } from '../store'
import { type Entry, line, type Making } from './entry'

/** What can be done with a Node. */
export function nodeEntries(node: NodeSummary, { actions, say }: Making): readonly Entry[] {
  const { id, name, fault, proxyPod, isProxyHung = false } = node
  return [
    { type: 'item', text: say('details'), act: () => actions.select(id) },
    { type: 'item', text: say('rules'), leaves: true, act: () => actions.lookInto(name, 'rules') },
    { type: 'item', text: say('flows'), leaves: true, act: () => actions.lookInto(name, 'flows') },
    line,
    {
      type: 'check',
      text: say('cordon'),
      on: !node.schedulable,
      set: (on) => cordon(actions, id, on),
    },
    ...(['kubelet', 'network'] as const).map(
      (each): Entry => ({
        type: 'check',
        text: say(each),
        on: fault === each,
        set: (on) =>
          actions
            .change(`${name}: ${say(on ? each : 'mended')}`)
            .fault(name, on ? each : undefined),
      }),
    ),
    {
      type: 'check',
      text: say('proxy'),
      on: isProxyHung,
      never: proxyPod === undefined ? say('noProxy') : undefined,
      set: (on) =>
        actions
          .change(`${name}: ${say(on ? 'proxy' : 'proxyGoesOn')}`)
          .podFault(proxyPod ?? '', { isHung: on }),
    },
  ]
}
