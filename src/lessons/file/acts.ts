import type { NodeFault, PodFault } from '../../engine/api/fault'
import type { TrafficSource } from '../../engine/api/traffic'
import { source } from '../../scenarios/decoded'
import { scenarioLimits as limits } from '../../scenarios/limits'
import { object } from '../../scenarios/reading'
import type { Act, ClientChange, Way } from '../lesson'
import type { Given } from './given'

const nodeFaults: readonly NodeFault[] = ['kubelet', 'network']
const kinds = ['line', 'replace', 'client', 'node', 'pod', 'seconds'] as const
const actFields = [...kinds, 'by', 'set', 'fault'] as const

/** What somebody does, one after the other. */
export const readWay = (given: Given): Way => given.list([1, 50], act)

function act(given: Given): Act {
  const fields = given.fields(...actFields)
  const found = kinds.filter((kind) => fields.has(kind))
  const [kind] = found
  if (kind === undefined || found.length > 1)
    return given.refuse({ code: 'just-one', names: kinds })
  switch (kind) {
    case 'line':
      return { line: fields.at('line').text(2_000) }
    case 'replace':
      return { replace: fields.at('replace').text(10_000), by: fields.at('by').text(10_000) }
    case 'client':
      return { client: fields.at('client').text(limits.name), set: change(fields.at('set')) }
    case 'node': {
      const node = fields.at('node').text(limits.name)
      return { node, ...fields.maybe('fault', (each) => each.oneOf(nodeFaults)) }
    }
    case 'pod':
      return { pod: fields.at('pod').text(2 * limits.name), fault: podFault(fields.at('fault')) }
    case 'seconds':
      return { seconds: fields.at('seconds').number(0.1, 600) }
  }
}

function podFault(given: Given): PodFault {
  const fields = given.fields('isHung', 'slowMillis', 'isUnready')
  return {
    ...fields.maybe('isHung', (each) => each.flag()),
    ...fields.maybe('slowMillis', (each) => each.whole(0, 600_000)),
    ...fields.maybe('isUnready', (each) => each.flag()),
  }
}

function change(given: Given): ClientChange {
  const fields = given.fields(
    ...(['url', 'from', 'ratePerSecond', 'keepAlive', 'timeoutSeconds', 'concurrency'] as const),
  )
  return {
    ...fields.maybe('url', (each) => each.text(limits.url)),
    ...fields.maybe('from', readSource),
    ...fields.maybe('ratePerSecond', (each) => each.number(0, limits.requestsPerSecond)),
    ...fields.maybe('keepAlive', (each) => each.flag()),
    ...fields.maybe('timeoutSeconds', (each) => each.number(0.001, limits.timeoutSeconds)),
    ...fields.maybe('concurrency', (each) => each.whole(1, limits.concurrency)),
  }
}

/** Where requests begin; a Pod without a namespace is one of `default`. */
export const readSource = (given: Given): TrafficSource =>
  given.as((json) => source({ namespace: 'default', ...object(json) }), {
    code: 'one-of',
    names: ['{type: pod, name: …}', '{type: node, name: …}', '{type: outside}'],
  })
