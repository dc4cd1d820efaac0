import type { Call } from '../../command'
import { failed, misused } from '../../errors'
import { goJson, type Json } from '../../json'
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

const conflictOf = (flag: string): string =>
  flag === 'selector' || flag === 'output'
    ? `--raw and --${flag} are mutually exclusive`
    : '--raw and --watch are mutually exclusive'

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : `${JSON.stringify(body ?? null)}\n`
