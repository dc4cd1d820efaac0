import type { PodFault } from '../../engine/api/fault'
import type { PodSummary } from '../../projection/summary'
import { apiPathOf, kubectlLine } from '../store'
import { type Entry, line, type Making } from './entry'

/** How much slower an app can be made, in thousandths of a second: probes wait for one second. */
const SLOWER = [500, 3_000] as const

/** What can be done with a Pod. */
export function podEntries(pod: PodSummary, making: Making): readonly Entry[] {
  const { actions, say } = making
  const { id, namespace, name } = pod
  const elsewhere = namespace === 'default' ? '' : ` -n ${namespace}`
  const remove = kubectlLine('delete', id)
  const type = (text: string, command: string): Entry => ({
    type: 'item',
    text,
    hint: command.split(' ').slice(0, 2).join(' '),
    leaves: true,
    act: () => actions.order(command),
  })
  return [
    { type: 'item', text: say('details'), act: () => actions.select(id) },
    { type: 'item', text: say('why'), act: () => actions.askWhy(id) },
    line,
    type(say('shell'), `kubectl exec -it ${name}${elsewhere} -- sh`),
    type(say('logs'), `kubectl logs ${name}${elsewhere} --tail=30`),
    line,
    ...faultEntries(pod, making),
    line,
    {
      type: 'item',
      text: say('delete'),
      hint: 'kubectl delete',
      grave: true,
      act: () => void actions.send({ method: 'DELETE', path: apiPathOf(id) ?? '' }, remove),
    },
  ]
}

function faultEntries(pod: PodSummary, { actions, say }: Making): readonly Entry[] {
  const { namespace, name, fault = {}, readiness } = pod
  const set = (changed: PodFault, done: string) =>
    actions.change(`${name}: ${done}`).podFault(`${namespace}/${name}`, { ...fault, ...changed })
  const seconds = (millis: number) => ({ seconds: millis / 1_000 })
  const never =
    readiness === undefined
      ? say('noProbe')
      : readiness === 'http' || readiness === 'exec'
        ? undefined
        : say('tcpProbe')
  return [
    {
      type: 'check',
      text: say('unready'),
      on: fault.isUnready === true,
      never,
      set: (on) => set({ isUnready: on }, say(on ? 'madeUnready' : 'madeReady')),
    },
    {
      type: 'choice',
      title: say('app'),
      value: fault.isHung ? 'hangs' : String(fault.slowMillis ?? 0),
      options: [
        ['0', say('well')],
        ...SLOWER.map((millis) => [String(millis), say('slow', seconds(millis))] as const),
        ['hangs', say('hangs')],
      ],
      choose: (value) => {
        if (value === 'hangs') set({ isHung: true, slowMillis: 0 }, say('madeHang'))
        else {
          const slowMillis = Number(value)
          const done = slowMillis > 0 ? say('madeSlow', seconds(slowMillis)) : say('madeWell')
          set({ isHung: false, slowMillis }, done)
        }
      },
    },
  ]
}
