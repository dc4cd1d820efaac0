import type { Traffic } from '../../engine/api/traffic'
import type { ClientSummary } from '../../projection/summary'
import { type Entry, line, type Making } from './entry'

const RATES = [1, 2, 5, 10, 20]
/** How fast one goes on that was stopped. */
const USUAL = 2

/** What can be done with a client. */
export function clientEntries(client: ClientSummary, making: Making): readonly Entry[] {
  const { state, actions, say, words } = making
  const { picture, scenario } = state
  const traffic = picture.now < picture.end ? picture.traffic : scenario.traffic
  const { id, name, ratePerSecond: rate } = client
  const set = (changed: Partial<Traffic>, done: string) =>
    actions.setTraffic(
      traffic.map((each) => (each.name === name ? { ...each, ...changed } : each)),
      `${name}: ${done}`,
    )
  const go = (ratePerSecond: number) =>
    set(
      { ratePerSecond },
      ratePerSecond === 0 ? say('stopped') : say('perSecond', { rate: ratePerSecond }),
    )
  const rates = [...new Set([...RATES, ...(rate > 0 ? [rate] : [])])].sort((a, b) => a - b)
  return [
    { type: 'item', text: say('details'), act: () => actions.select(id) },
    line,
    {
      type: 'item',
      text: say(rate > 0 ? 'stop' : 'go'),
      act: () => go(rate > 0 ? 0 : USUAL),
    },
    {
      type: 'choice',
      title: say('rate'),
      value: String(rate),
      options: rates.map((each) => [String(each), String(each)]),
      choose: (chosen) => go(Number(chosen)),
    },
    line,
    {
      type: 'choice',
      title: say('connections'),
      value: client.connections,
      options: (['new', 'keep-alive', 'multiplexed'] as const).map((use) => [
        use,
        words(`connections.${use}`),
      ]),
      choose: (use) =>
        set(
          { keepAlive: use !== 'new', multiplexed: use === 'multiplexed' },
          words(`connections.${use as 'new'}`),
        ),
    },
  ]
}
