import type { ConnectRequest } from '../../api/request'
import { badRequest } from '../../api/status'
import type { TraceRequest } from '../../api/trace'
import type { TrafficSource } from '../../api/traffic'

const PATH = '/playground/v1/trace'
const MOST_SECONDS = 130
const LONGEST = 2_048

/** Whether a request asks what would become of another one. */
export const isTrace = ({ method, path }: ConnectRequest): boolean =>
  method === 'POST' && path === PATH

type Given = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads the body of such a request. */
export function traceRequestOf(body: unknown): TraceRequest {
  if (!isObject(body)) throw badRequest('a trace is asked for with an object: {"from", "to"}')
  const { method, headers, timeoutSeconds } = body
  const to = textOf(body, 'to')
  if (to === undefined) throw badRequest('to: a URL is required')
  if (headers !== undefined && !isTexts(headers)) throw badRequest('headers: texts by name')
  const isSpan = typeof timeoutSeconds === 'number' && timeoutSeconds > 0
  if (timeoutSeconds !== undefined && !(isSpan && timeoutSeconds <= MOST_SECONDS)) {
    throw badRequest(`timeoutSeconds: a number above 0, at most ${MOST_SECONDS}`)
  }
  if (method !== undefined && !/^[A-Za-z]{1,20}$/.test(String(method))) {
    throw badRequest('method: letters only')
  }
  const content = textOf(body, 'body')
  return {
    from: sourceOf(body['from']),
    to,
    ...(method === undefined ? {} : { method: String(method) }),
    ...(headers === undefined ? {} : { headers }),
    ...(content === undefined ? {} : { body: content }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds: Number(timeoutSeconds) }),
  }
}

function textOf(given: Given, key: string): string | undefined {
  const value = given[key]
  if (value === undefined) return undefined
  if (typeof value === 'string' && value.length <= LONGEST) return value
  throw badRequest(`${key}: a text of at most ${LONGEST} characters`)
}

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isObject(value) && Object.values(value).every((each) => typeof each === 'string')

function sourceOf(from: unknown): TrafficSource | { readonly type: 'laptop' } {
  const given = isObject(from) ? from : {}
  const name = textOf(given, 'name')
  switch (given['type']) {
    case 'outside':
    case 'laptop':
      return { type: given['type'] }
    case 'node':
      if (name !== undefined) return { type: 'node', name }
      break
    case 'pod':
      if (name !== undefined) {
        return { type: 'pod', namespace: textOf(given, 'namespace') ?? 'default', name }
      }
      break
    default:
  }
  throw badRequest(
    'from: {"type": "pod", "namespace", "name"}, {"type": "node", "name"}, ' +
      '{"type": "outside"} or {"type": "laptop"}',
  )
}
