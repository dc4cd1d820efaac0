import type { Traffic } from '../engine/api/traffic'
import type { ClientSummary, PodState } from './summary'
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

/** What the picture shows of a client; `pod` is the state of the Pod it is in. */
export function clientSummary(
  traffic: Traffic,
  { outcomes, servers, sent, failure }: Count,
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
    running: from.type !== 'pod' || (pod !== undefined && running.has(pod)),
    sent,
    outcomes: { ...outcomes },
    servers: { ...servers },
    ...(failure
      ? {
          failure: {
            outcome: failure.outcome,
            ...(failure.because && { because: failure.because }),
          },
        }
      : {}),
  }
}

const running: ReadonlySet<PodState> = new Set(['running', 'ready', 'terminating'])
