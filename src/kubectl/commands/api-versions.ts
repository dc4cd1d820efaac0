import type { Command } from '../command'
import { misused } from '../errors'
import { apiVersionOf } from '../resources/naming'

/** `kubectl api-versions`. */
export const apiVersions: Command = {
  name: 'api-versions',
  use: '',
  short: 'Print the supported API versions on the server, in the form of "group/version"',
  long: 'Print the supported API versions on the server, in the form of "group/version".',
  examples: ['# Every version of every group', 'kubectl api-versions'],
  completes: 'nothing',
  async run({ path, session, words, world }) {
    if (words.length > 0) throw misused(path, `unexpected arguments: [${words.join(' ')}]`)
    const versions = await session.server.versions()
    const names = [...new Set(versions.map(apiVersionOf))].sort()
    world.stdout.write(names.map((name) => `${name}\n`).join(''))
    return 0
  },
}
