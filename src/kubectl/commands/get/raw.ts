import type { ApiRequest } from '../../../engine/api/request'
import type { Channel } from '../../client'
import type { Call } from '../../command'
import { failed, misused } from '../../errors'
import { goJson, isObject, type Json } from '../../json'
import { queryOf } from '../../resources/query'
import { refusalOf } from '../../server'

/** `get --raw PATH`: the answer as it comes. */
export async function getRaw({ flags, path, session, words, world }: Call): Promise<number> {
  const raw = flags.string('raw')
  if (words.length > 0) throw misused(path, 'arguments may not be passed when --raw is specified')
  for (const other of ['watch', 'watch-only', 'selector', 'output'] as const) {
    if (flags.given(other)) throw misused(path, conflictOf(other))
  }
  if (!/^(\/|https?:)/.test(raw))
    throw failed(
      `--raw must be a valid URL path: parse ${JSON.stringify(raw)}: invalid URI for request`,
    )
  const [place = '', query = ''] = raw.replace(/^https?:\/\/[^/]*/, '').split('?')
  const request = { method: 'GET', path: place, query: queryOf(query) } as const
  if (PROXY.test(place)) return proxied({ session, world }, request)
  const response = await session.server.raw(request)
  if ('stream' in response) {
    for await (const each of session.server.until(
      session.server.client.stream(request),
      Infinity,
    )) {
      world.stdout.write(typeof each === 'string' ? each : `${goJson(each as Json)}\n`)
    }
    return 0
  }
  if (response.status >= 400) throw refusalOf(response)
  world.stdout.write(textOf(response.body))
  return 0
}

const PROXY = /^\/api\/v1\/(namespaces\/[^/]+\/(pods|services)|nodes)\/[^/]+\/proxy(\/|$)/

// What the API server passes on to somebody else comes as that one says it.
async function proxied(
  { session, world }: Pick<Call, 'session' | 'world'>,
  request: ApiRequest,
): Promise<number> {
  // Without a path it would be sent on to the root.
  const path = /\/proxy$/.test(request.path) ? `${request.path}/` : request.path
  const answer = await session.server.client.connect({ ...request, path })
  if (!isObject(answer) || !('chunks' in answer)) return told(world, answer)
  const { chunks } = answer as Channel
  for await (const chunk of session.server.until(chunks, Number.POSITIVE_INFINITY)) {
    if (chunk.type === 'status') return told(world, chunk.status)
    if (chunk.type !== 'response') continue
    const { body, status } = chunk
    if (status >= 400) throw refusalOf({ status, body })
    world.stdout.write(body)
    return 0
  }
  return 0
}

function told(world: Call['world'], body: unknown): number {
  if (isObject(body) && body['kind'] === 'Status') {
    throw refusalOf({ status: Number(body['code']), body })
  }
  world.stdout.write(textOf(body))
  return 0
}

const conflictOf = (flag: string): string =>
  flag === 'selector' || flag === 'output'
    ? `--raw and --${flag} are mutually exclusive`
    : '--raw and --watch are mutually exclusive'

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : `${JSON.stringify(body ?? null)}\n`
