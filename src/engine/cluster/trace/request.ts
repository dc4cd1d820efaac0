import type { ApiResponse } from '../../api/request'
import { badRequest, failure } from '../../api/status'
import type { SentRequest, TraceRequest } from '../../api/trace'
import type { Instant } from '../../sim'
import { isObject, isTexts, sourceOf, textOf } from '../given'

const MOST_SECONDS = 130

/** What is answered to such a request: the number of the one that was sent. */
export function sentAnswer(
  { from }: TraceRequest,
  sent: { readonly request: number | undefined; readonly started: Instant },
): ApiResponse {
  if (sent.request !== undefined) return { status: 200, body: sent }
  const { status } = failure(404, 'NotFound', `nothing runs in ${placeText(from)}`)
  return { status: status.code, body: status }
}

function placeText(from: TraceRequest['from']): string {
  if (from.type === 'pod') return `pod/${from.namespace}/${from.name}`
  return from.type === 'node' ? `node/${from.name}` : 'the laptop'
}

/** A body that names a request that was sent, rather than one to think of. */
export function sentRequestOf(body: unknown): SentRequest | undefined {
  if (!isObject(body) || body['request'] === undefined) return undefined
  const { request, started } = body
  const isNumbers = Number.isSafeInteger(request) && Number.isSafeInteger(started)
  if (!isNumbers) throw badRequest('request, started: the numbers of a request that was sent')
  return { request: Number(request), started: Number(started) }
}

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
