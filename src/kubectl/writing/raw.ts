import type { Call } from '../command'
import { failed } from '../errors'
import { wholeInput } from '../resources/manifests'

/** `--raw`: sends a file to a path as it is, and prints the answer as it comes. */
export async function rawRequest(
  { flags, world, session }: Call,
  method: 'POST' | 'PUT' | 'DELETE',
): Promise<number> {
  const files = flags.list('filename')
  const [file = ''] = files
  if (files.length !== 1 && method !== 'DELETE') {
    throw failed('--raw can only use a single local file or stdin')
  }
  const text = file === '' ? '' : file === '-' ? await wholeInput(world) : world.files.read(file)
  if (text === undefined) throw failed(`open ${file}: no such file or directory`)
  const [path = '', search = ''] = flags.string('raw').split('?')
  const answer = await session.server.send({
    method,
    path,
    query: Object.fromEntries(new URLSearchParams(search)),
    ...(text === '' ? {} : { body: parsed(text) }),
  })
  world.stdout.write(JSON.stringify(answer))
  return 0
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
