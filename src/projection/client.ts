import type { Traffic } from '../engine/api/traffic'
import type { OpenForward } from '../engine/runtime'
import { projectionLimits } from './limits'
import type { ClientSummary, ConnectionUse, Counts, LaptopSummary, PodState } from './summary'
import type { Count } from './tally'

/** The host that a client's requests leave from. */
export function hostOf({ from }: Traffic): string {
  switch (from.type) {
    case 'pod':
      return `pod/${from.namespace}/${from.name}`
    case 'node':
      return `node/${from.name}`
    case 'outside':
      return 'external/visitor' // all who are outside come from one address
  }
}

/** How a client uses its connections. */
export const connectionsOf = ({ keepAlive, multiplexed }: Traffic): ConnectionUse =>
  multiplexed ? 'multiplexed' : keepAlive ? 'keep-alive' : 'new'

/** What the picture shows of a client; `pod` is the state of the Pod it is in. */
export function clientSummary(
  traffic: Traffic,
  count: Count,
  pod: PodState | undefined,
): ClientSummary {
  const { name, url, ratePerSecond, from } = traffic
  return {
    type: 'client',
    id: `client/${name}`,
    name,
    host: hostOf(traffic),
    url,
    ratePerSecond,
    connections: connectionsOf(traffic),
    running: from.type !== 'pod' || (pod !== undefined && running.has(pod)),
    ...countsOf(count),
  }
}

/** What the picture shows of the learner's machine; nothing before it has done something. */
export function laptopSummary(
  count: Count,
  forwards: readonly OpenForward[],
): LaptopSummary | undefined {
  if (count.sent === 0 && forwards.length === 0) return undefined
  const { url } = count
  return {
    type: 'laptop',
    id: 'laptop',
    name: 'laptop',
    ...(url === undefined ? {} : { url }),
    forwards,
    ...countsOf(count),
  }
}

const countsOf = ({ outcomes, sent, failure, ...answers }: Count): Counts => ({
  sent,
  outcomes: { ...outcomes },
  ...mostOf(answers),
  ...(failure
    ? {
        failure: {
          outcome: failure.outcome,
          ...(failure.because && { because: failure.because }),
        },
      }
    : {}),
})

function mostOf({ servers, others = 0 }: Pick<Count, 'servers' | 'others'>) {
  const all = Object.entries(servers)
  const { serversOfLoad } = projectionLimits
  const most =
    all.length <= serversOfLoad
      ? all
      : all.sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).slice(0, serversOfLoad)
  const told = new Set(most.map(([server]) => server))
  const rest = all.reduce((sum, [server, count]) => (told.has(server) ? sum : sum + count), others)
  return { servers: Object.fromEntries(most), ...(rest > 0 && { others: rest }) }
}

const running: ReadonlySet<PodState> = new Set(['running', 'ready', 'terminating'])
