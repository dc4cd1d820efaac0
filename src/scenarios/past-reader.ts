import type { PodFault } from '../engine/api/fault'
import type { ConnectRequest } from '../engine/api/request'
import type { SessionInput } from '../engine/api/session'
import type { TraceRequest } from '../engine/api/trace'
import { modes, source, trafficList } from './decoded'
import { scenarioLimits } from './limits'
import type { Past, PastDeed, PastInput, PastPlace } from './past'
import {
  type Fields,
  flag,
  given,
  integer,
  list,
  NotOne,
  number,
  object,
  oneOf,
  own,
  text,
} from './reading'

/** Every bound on what was done to a cluster and is to be done again. */
const limits = {
  inputs: 4_000,
  /** Messages of the whole run: some seconds of work. */
  steps: 2_000_000,
  /** Microseconds of the whole run: four hours. */
  micros: 14_400_000_000,
  name: 253,
  /** Characters of a path, of a header. */
  words: 8_192,
  /** Characters that are sent at once. */
  content: 256 * 1024,
  /** Fields of a query, headers of a request. */
  entries: 200,
  /** Objects inside each other. */
  depth: 100,
} as const

/**
 * A past out of JSON from anywhere, field by field, as `readScenario` reads a scenario: what is
 * done comes through the doors that everybody uses, which judge its contents. Undefined when it is
 * none, or more than may be done again.
 */
export function readPast(json: unknown): Past | undefined {
  try {
    return past(object(json))
  } catch (error) {
    if (error instanceof NotOne) return undefined
    throw error
  }
}

function past(fields: Fields): Past {
  const opened = object(own(fields, 'opened'))
  const inputs = list(own(fields, 'inputs'), limits.inputs).map((each) => input(object(each)))
  const end = place(object(own(fields, 'end')))
  const places = [...inputs, end]
  // Time only goes on.
  if (places.some((each, index) => isBefore(each, places[index - 1]))) throw new NotOne()
  return {
    opened: {
      ...given(opened, 'manifest', (value) => text(value, scenarioLimits.manifestLength)),
      ...given(opened, 'traffic', trafficList),
      ...given(opened, 'mode', (value) => oneOf(value, modes)),
    },
    inputs,
    end,
    digest: text(own(fields, 'digest'), limits.name),
  }
}

const isBefore = (place: PastPlace, other: PastPlace | undefined): boolean =>
  other !== undefined && (place.at < other.at || place.steps < other.steps)

const place = (fields: Fields): PastPlace => ({
  at: integer(own(fields, 'at'), 0, limits.micros),
  steps: integer(own(fields, 'steps'), 0, limits.steps),
})

const input = (fields: Fields): PastInput => ({
  ...place(fields),
  input: deed(object(own(fields, 'input'))),
})

const types = ['request', 'connect', 'session', 'send', 'traffic', 'fault', 'pod-fault'] as const

function deed(fields: Fields): PastDeed {
  const type = oneOf(own(fields, 'type'), types)
  switch (type) {
    case 'request':
    case 'connect':
      return { type, request: request(object(own(fields, 'request'))) }
    case 'session': {
      const session = integer(own(fields, 'session'), 0, limits.steps)
      return { type, session, input: sessionInput(object(own(fields, 'input'))) }
    }
    case 'send':
      return { type, request: sent(object(own(fields, 'request'))) }
    case 'traffic':
      return { type, clients: trafficList(own(fields, 'clients')) }
    case 'fault': {
      const fault = given(fields, 'fault', (value) => oneOf(value, ['kubelet', 'network']))
      return { type, node: text(own(fields, 'node'), limits.name), ...fault }
    }
    case 'pod-fault': {
      const pod = text(own(fields, 'pod'), 2 * limits.name)
      return { type, pod, fault: podFault(object(own(fields, 'fault'))) }
    }
  }
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

function request(fields: Fields): ConnectRequest {
  const path = text(own(fields, 'path'), limits.words)
  // What only asks is no part of a past, and may be costly.
  if (!/^\/apis?\//.test(path)) throw new NotOne()
  return {
    method: oneOf(own(fields, 'method'), methods),
    path,
    ...given(fields, 'query', (value) => named(value, queried)),
    ...given(fields, 'headers', texts),
    ...given(fields, 'body', (value) => shallow(value, limits.depth)),
    ...given(fields, 'duplicates', (value) => list(value, limits.entries).map(words)),
    ...given(fields, 'unreadable', (value) => text(value, limits.content)),
  }
}

const words = (value: unknown): string => text(value, limits.words)
const queried = (value: unknown): string | readonly string[] =>
  Array.isArray(value)
    ? list(value, limits.entries).map((each) => text(each, limits.content))
    : text(value, limits.content)
const texts = (value: unknown): Readonly<Record<string, string>> => named(value, words)

function named<T>(json: unknown, read: (value: unknown) => T): Readonly<Record<string, T>> {
  const entries = Object.entries(object(json))
  if (entries.length > limits.entries) throw new NotOne()
  // `fromEntries` makes own properties of whatever names there are, `__proto__` included.
  return Object.fromEntries(entries.map(([name, value]) => [words(name), read(value)]))
}

/** JSON that nobody runs out of stack over. */
function shallow(json: unknown, depth: number): unknown {
  if (depth === 0) throw new NotOne()
  if (typeof json !== 'object' || json === null) return json
  for (const each of Object.values(json)) shallow(each, depth - 1)
  return json
}

const port = (value: unknown): number => integer(value, 0, 65_535)
const numbered = (value: unknown): number => integer(value, 0, limits.steps)
const content = (value: unknown): string => text(value, limits.content)

const sessionTypes = [
  ...(['stdin', 'end', 'resize', 'connect', 'data', 'finish', 'listen', 'respond'] as const),
  'close',
] as const

function sessionInput(fields: Fields): SessionInput {
  const type = oneOf(own(fields, 'type'), sessionTypes)
  const connection = () => numbered(own(fields, 'connection'))
  switch (type) {
    case 'stdin':
      return { type, text: content(own(fields, 'text')) }
    case 'resize': {
      const [columns, rows] = [own(fields, 'columns'), own(fields, 'rows')]
      return { type, columns: integer(columns, 0, 10_000), rows: integer(rows, 0, 10_000) }
    }
    case 'connect':
      return { type, connection: connection(), port: port(own(fields, 'port')) }
    case 'data':
      return { type, connection: connection(), text: content(own(fields, 'text')) }
    case 'finish':
      return { type, connection: connection() }
    case 'listen':
      return {
        type,
        localPort: port(own(fields, 'localPort')),
        port: port(own(fields, 'port')),
      }
    case 'respond':
      return {
        type,
        request: numbered(own(fields, 'request')),
        status: integer(own(fields, 'status'), 100, 599),
        headers: texts(own(fields, 'headers')),
        body: content(own(fields, 'body')),
      }
    default:
      return { type }
  }
}

function sent(fields: Fields): TraceRequest {
  const from = object(own(fields, 'from'))
  return {
    from: own(from, 'type') === 'laptop' ? { type: 'laptop' } : source(from),
    to: words(own(fields, 'to')),
    ...given(fields, 'method', words),
    ...given(fields, 'headers', texts),
    ...given(fields, 'body', content),
    ...given(fields, 'timeoutSeconds', (value) => number(value, 0, 600)),
  }
}

const podFault = (fields: Fields): PodFault => ({
  ...given(fields, 'isHung', flag),
  ...given(fields, 'slowMillis', (value) => number(value, 0, 600_000)),
  ...given(fields, 'isUnready', flag),
})
