import type { ApiRequest } from '../../../engine/api/request'
import type { Call } from '../../command'
import { refusalOf } from '../../server'
import type { LogSource } from './sources'

/** Prints one log, and with `-f` what is added to it. */
export async function follow(call: Call, source: LogSource): Promise<void> {
  const { session, world } = call
  const { container, namespace, pod } = source
  const request: ApiRequest = {
    method: 'GET',
    path: `/api/v1/namespaces/${namespace}/pods/${pod}/log`,
    query: { ...queryOf(call), container },
    headers: { accept: 'application/json, */*' },
  }
  const write = writer(call, `[pod/${pod}/${container}] `)
  if (!call.flags.bool('follow')) {
    const response = await session.server.raw(request)
    if (response.status >= 400) throw refusalOf(response)
    if ('body' in response) write(String(response.body ?? ''))
    return
  }
  const { server } = session
  for await (const each of server.told(server.client.stream(request))) {
    write(textIn(each))
  }
  if (world.signal.aborted) write('')
}

/** What a stream of a log brings: its text, in whatever it comes. */
function textIn(chunk: unknown): string {
  if (typeof chunk === 'string') return chunk
  if (typeof chunk !== 'object' || chunk === null) return ''
  const { object, text } = chunk as { object?: { message?: string }; text?: string }
  return text ?? object?.message ?? ''
}

function queryOf({ flags }: Call): Readonly<Record<string, string>> {
  const tail = flags.integer('tail')
  const selected = flags.string('selector') !== ''
  const lines = tail === -1 && selected && !flags.given('tail') ? 10 : tail
  const since = Math.ceil(flags.duration('since') / 1_000)
  return {
    ...(flags.bool('follow') ? { follow: 'true' } : {}),
    ...(flags.integer('limit-bytes') > 0 ? { limitBytes: flags.string('limit-bytes') } : {}),
    ...(flags.bool('previous') ? { previous: 'true' } : {}),
    ...(since > 0 ? { sinceSeconds: String(since) } : {}),
    ...(flags.string('since-time') === '' ? {} : { sinceTime: flags.string('since-time') }),
    ...(lines >= 0 ? { tailLines: String(lines) } : {}),
    ...(flags.bool('timestamps') ? { timestamps: 'true' } : {}),
  }
}

/** Writes text as it comes, or, with `--prefix`, whole lines. */
function writer({ flags, world }: Call, prefix: string): (text: string) => void {
  if (!flags.bool('prefix') && !flags.bool('all-pods')) return (text) => world.stdout.write(text)
  let rest = ''
  return (text) => {
    const lines = (rest + text).split('\n')
    rest = flags.bool('follow') ? (lines.pop() ?? '') : ''
    const whole = lines.filter((line, index) => line !== '' || index < lines.length - 1)
    for (const line of whole) world.stdout.write(`${prefix}${line}\n`)
  }
}
