import type { Call, Command } from '../../command'
import { failed, misused, together } from '../../errors'
import { boolFlag, textFlag } from '../../flags/define'
import { outputFlags } from '../../flags/definitions'
import { isObject, type JsonObject } from '../../json'
import { entries } from '../../kubeconfig'
import { objectPrinter } from '../../printers/formats'
import { tableLayout, tabulated } from '../../printers/tabwriter'

/** `kubectl config current-context`. */
export const currentContext: Command = {
  name: 'current-context',
  use: '[flags]',
  short: 'Display the current-context',
  examples: ['# The context that commands are for', 'kubectl config current-context'],
  completes: 'nothing',
  async run({ session, world }) {
    const { currentContext: name } = session.kubeconfig
    if (name === '') throw failed('current-context is not set')
    world.stdout.write(`${name}\n`)
    return 0
  },
}

/** `kubectl config get-contexts`. */
export const getContexts: Command = {
  name: 'get-contexts',
  use: '[(-o|--output=)name)]',
  short: 'Describe one or many contexts',
  long: 'Display one or many contexts from the kubeconfig file.',
  examples: [
    '# Every context',
    'kubectl config get-contexts',
    '',
    '# One of them',
    'kubectl config get-contexts my-context',
  ],
  flags: [
    boolFlag('no-headers', 'Leave out the headers.'),
    textFlag('output', 'Output format. One of: (name).', { shorthand: 'o', values: ['name'] }),
  ],
  completes: 'contexts',
  async run({ flags, session, words, world }) {
    const { contexts, currentContext: current } = session.kubeconfig
    const output = flags.string('output')
    if (output !== '' && output !== 'name') {
      throw failed(`output must be one of '' or 'name': ${output}`)
    }
    const sorted = [...contexts].sort((one, other) => (one.name < other.name ? -1 : 1))
    const missing = words.filter((word) => !contexts.some(({ name }) => name === word))
    const chosen = words.length === 0 ? sorted : sorted.filter(({ name }) => words.includes(name))
    if (output === 'name') world.stdout.write(chosen.map(({ name }) => `${name}\n`).join(''))
    else {
      const header = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'].join('\t')
      const lines = chosen.map(({ name, cluster, user, namespace }) =>
        [name === current ? '*' : '', name, cluster, user, namespace].join('\t'),
      )
      const all = flags.bool('no-headers') ? lines : [header, ...lines]
      if (all.length > 0) world.stdout.write(tabulated(`${all.join('\n')}\n`, tableLayout))
    }
    if (missing.length > 0) {
      throw together(missing.map((name) => failed(`context ${name} not found`)))
    }
    return 0
  },
}

const namesOf = (name: string, short: string, part: 'clusters' | 'users'): Command => ({
  name,
  use: '',
  short,
  completes: 'nothing',
  async run({ session, world }) {
    const { clusters, users } = session.kubeconfig
    const names = part === 'users' ? users : clusters.map((each) => each.name)
    world.stdout.write(
      `NAME\n${[...names]
        .sort()
        .map((each) => `${each}\n`)
        .join('')}`,
    )
    return 0
  },
})

/** `kubectl config get-clusters`. */
export const getClusters = namesOf(
  'get-clusters',
  'Display clusters defined in the kubeconfig',
  'clusters',
)

/** `kubectl config get-users`. */
export const getUsers = namesOf('get-users', 'Display users defined in the kubeconfig', 'users')

/** `kubectl config view`. */
export const view: Command = {
  name: 'view',
  use: '[flags]',
  short: 'Display merged kubeconfig settings or a specified kubeconfig file',
  examples: ['# The kubeconfig', 'kubectl config view'],
  flags: [
    ...outputFlags.map((flag) => (flag.name === 'output' ? { ...flag, default: 'yaml' } : flag)),
    boolFlag('flatten', 'Put the contents of files in place of their names.'),
    { ...boolFlag('merge', 'Merge all kubeconfigs.', { default: 'true' }), bare: 'true' },
    boolFlag('minify', 'Leave out what the current context does not use.'),
    boolFlag('raw', 'Show certificates and secrets, too.'),
  ],
  completes: 'nothing',
  async run(call) {
    const { flags, path, session, words, world } = call
    if (words.length > 0) throw misused(path, `unexpected arguments: [${words.join(' ')}]`)
    const { document } = session.kubeconfig
    const all = flags.bool('minify') ? minified(call, document) : document
    world.stdout.write(objectPrinter(call)(asStored(flags.bool('raw') ? all : redacted(all))))
    return 0
  },
}

const secrets = ['token', 'password', 'client-key-data']

function redacted(document: JsonObject): JsonObject {
  const users = entries(document, 'users').map((each) => {
    const user = isObject(each['user']) ? each['user'] : {}
    const hidden = Object.entries(user).map(([key, value]) => {
      return [key, secrets.includes(key) ? 'REDACTED' : value] as const
    })
    return { ...each, user: Object.fromEntries(hidden) }
  })
  return { ...document, users }
}

/** The fields in the order of Go's struct, which JSON shows. */
function asStored(document: JsonObject): JsonObject {
  const { apiVersion = 'v1', kind = 'Config', preferences = {}, ...rest } = document
  const named = (part: string, key: string) =>
    entries(document, part).map((each) => ({ name: each['name'] ?? '', [key]: each[key] ?? {} }))
  return {
    kind,
    apiVersion,
    preferences,
    clusters: named('clusters', 'cluster'),
    users: named('users', 'user'),
    contexts: named('contexts', 'context'),
    'current-context': rest['current-context'] ?? '',
  }
}

function minified({ flags, session }: Call, document: JsonObject): JsonObject {
  const name = flags.string('context') || session.kubeconfig.currentContext
  const context = session.kubeconfig.contexts.find((each) => each.name === name)
  if (name === '') throw failed('current-context must exist in order to minify')
  if (!context) throw failed(`cannot locate context ${name}`)
  const only = (part: string, wanted: string) =>
    entries(document, part).filter((each) => each['name'] === wanted)
  return {
    ...document,
    clusters: only('clusters', context.cluster),
    contexts: only('contexts', name),
    'current-context': name,
    users: only('users', context.user),
  }
}
