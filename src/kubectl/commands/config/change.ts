import type { Call, Command, Flag } from '../../command'
import { failed, misused } from '../../errors'
import { boolFlag, textFlag } from '../../flags/define'
import { helpText } from '../../help/text'
import { isObject, type JsonObject } from '../../json'
import { entries, writeKubeconfig } from '../../kubeconfig'

type Part = 'clusters' | 'contexts' | 'users'
const inner = { clusters: 'cluster', contexts: 'context', users: 'user' } as const

const has = ({ session }: Call, part: Part, name: string): boolean =>
  entries(session.kubeconfig.document, part).some((each) => each['name'] === name)

function write(call: Call, changed: JsonObject): void {
  const { path, document } = call.session.kubeconfig
  writeKubeconfig(call.world, path, { ...document, ...changed })
}

/** Sets fields of a named entry, which is made when there is none; those that are '' go. */
function setEntry(
  call: Call,
  {
    fields,
    name,
    part,
  }: { readonly part: Part; readonly name: string; readonly fields: JsonObject },
): void {
  const all = entries(call.session.kubeconfig.document, part)
  const before = all.find((each) => each['name'] === name)
  const old = before?.[inner[part]] ?? (part === 'contexts' ? { cluster: '', user: '' } : {})
  const merged = Object.fromEntries(
    Object.entries({ ...(isObject(old) ? old : {}), ...fields }).filter(
      ([key, each]) => each !== '' || (part === 'contexts' && key !== 'namespace'),
    ),
  )
  const entry = { [inner[part]]: merged, name }
  const others = all.filter((each) => each['name'] !== name)
  const sorted = [...others, entry].sort((one, other) =>
    String(one['name']) < String(other['name']) ? -1 : 1,
  )
  write(call, { [part]: sorted })
}

/** Shows the help of a verb, whose words are not the ones it takes. */
export function helpless(call: Call, words: readonly string[]): Error {
  showHelp(call)
  return failed(`Unexpected args: [${words.join(' ')}]`)
}

const showHelp = (call: Call): void => {
  const [root] = call.root.commands?.filter(({ name }) => name === 'config') ?? []
  call.world.stdout.write(helpText([call.root, ...(root ? [root] : []), call.command]))
}

/** The values of flags that were given. */
const givenFields = ({ flags }: Call, names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.filter((name) => flags.given(name)).map((name) => [name, flags.string(name)]),
  )

const contextFlag = (name: string): Flag => textFlag(name, `${name} for the context entry`)

/** `kubectl config set-context`. */
export const setContext: Command = {
  name: 'set-context',
  use:
    '[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] ' +
    '[--namespace=namespace]',
  short: 'Set a context entry in kubeconfig',
  long:
    'Set a context entry in kubeconfig.\n\n' +
    ' Of a context that is there already, only the fields that are given change.',
  examples: [
    '# Work in another namespace from now on',
    'kubectl config set-context --current --namespace=shop',
  ],
  flags: [
    contextFlag('cluster'),
    boolFlag('current', 'Change the current context'),
    { ...contextFlag('namespace'), values: 'namespaces' },
    contextFlag('user'),
  ],
  completes: 'contexts',
  async run(call) {
    const { flags, session, words, world } = call
    if (words.length > 1) throw helpless(call, words)
    const current = flags.bool('current')
    if (words.length === 0 && !current) {
      throw failed('you must specify a non-empty context name or --current')
    }
    if (words.length === 1 && current) {
      throw failed('you cannot specify both a context name and --current')
    }
    const name = current ? session.kubeconfig.currentContext : (words[0] ?? '')
    if (name === '') throw failed('no current context is set')
    const known = has(call, 'contexts', name)
    const fields = givenFields(call, ['cluster', 'namespace', 'user'])
    setEntry(call, { part: 'contexts', name, fields })
    world.stdout.write(`Context "${name}" ${known ? 'modified' : 'created'}.\n`)
    return 0
  },
}

/** `kubectl config set-cluster`. */
export const setCluster: Command = {
  name: 'set-cluster',
  use:
    'NAME [--server=server] [--certificate-authority=path/to/certificate/authority] ' +
    '[--insecure-skip-tls-verify=true] [--tls-server-name=example.com]',
  short: 'Set a cluster entry in kubeconfig',
  flags: [
    textFlag('server', 'server for the cluster entry in kubeconfig'),
    textFlag('tls-server-name', 'tls-server-name for the cluster entry in kubeconfig'),
    textFlag('certificate-authority', 'Path to certificate-authority file for the cluster entry'),
  ],
  completes: 'nothing',
  async run(call) {
    const { words, world } = call
    const [name = ''] = words
    if (words.length !== 1) throw helpless(call, words)
    const fields = givenFields(call, ['server', 'tls-server-name', 'certificate-authority'])
    setEntry(call, { part: 'clusters', name, fields })
    world.stdout.write(`Cluster "${name}" set.\n`)
    return 0
  },
}

/** `kubectl config set-credentials`. */
export const setCredentials: Command = {
  name: 'set-credentials',
  use: 'NAME [--token=bearer_token] [--username=basic_user] [--password=basic_password]',
  short: 'Set a user entry in kubeconfig',
  flags: ['token', 'username', 'password'].map((name) =>
    textFlag(name, `${name} for the user entry in kubeconfig`),
  ),
  completes: 'nothing',
  async run(call) {
    const { words, world } = call
    const [name = ''] = words
    if (words.length !== 1) {
      showHelp(call)
      throw failed(`unexpected args: [${words.join(' ')}]`)
    }
    const fields = givenFields(call, ['token', 'username', 'password'])
    setEntry(call, { part: 'users', name, fields })
    world.stdout.write(`User "${name}" set.\n`)
    return 0
  },
}

/** `kubectl config use-context`. */
export const useContext: Command = {
  name: 'use-context',
  aliases: ['use'],
  use: 'CONTEXT_NAME',
  short: 'Set the current-context in a kubeconfig file',
  examples: ['# Another cluster, or another namespace', 'kubectl config use-context minikube'],
  completes: 'contexts',
  async run(call) {
    const { words, world } = call
    const [name = ''] = words
    if (words.length !== 1) throw helpless(call, words)
    if (!has(call, 'contexts', name)) throw failed(`no context exists with the name: "${name}"`)
    write(call, { 'current-context': name })
    world.stdout.write(`Switched to context "${name}".\n`)
    return 0
  },
}

/** `kubectl config rename-context`. */
export const renameContext: Command = {
  name: 'rename-context',
  use: 'CONTEXT_NAME NEW_NAME',
  short: 'Rename a context from the kubeconfig file',
  completes: 'contexts',
  async run(call) {
    const { session, words, world } = call
    const [from = '', to = ''] = words
    if (words.length !== 2) throw helpless(call, words)
    const { currentContext, document, path: file } = session.kubeconfig
    if (!has(call, 'contexts', from)) {
      throw failed(`cannot rename the context "${from}", it's not in ${file}`)
    }
    if (has(call, 'contexts', to)) {
      throw failed(
        `cannot rename the context "${from}", the context "${to}" already exists in ${file}`,
      )
    }
    write(call, {
      contexts: entries(document, 'contexts').map((each) =>
        each['name'] === from ? { ...each, name: to } : each,
      ),
      'current-context': currentContext === from ? to : currentContext,
    })
    world.stdout.write(`Context "${from}" renamed to "${to}".\n`)
    return 0
  },
}

const deletes = (name: string, part: Part): Command => ({
  name,
  use: 'NAME',
  short: `Delete the specified ${inner[part]} from the kubeconfig`,
  completes: part === 'contexts' ? 'contexts' : 'nothing',
  async run(call) {
    const { path, session, words, world } = call
    const [wanted = ''] = words
    if (words.length !== 1) {
      if (part === 'users') throw misused(path, 'user to delete is required')
      showHelp(call)
      return 0
    }
    const { currentContext, document, path: file } = session.kubeconfig
    if (!has(call, part, wanted)) {
      throw failed(`cannot delete ${inner[part]} ${wanted}, not in ${file}`)
    }
    if (part === 'contexts' && wanted === currentContext) {
      world.stderr.write(
        'warning: this removed your active context, use "kubectl config use-context" to select ' +
          'a different one\n',
      )
    }
    write(call, { [part]: entries(document, part).filter((each) => each['name'] !== wanted) })
    world.stdout.write(`deleted ${inner[part]} ${wanted} from ${file}\n`)
    return 0
  },
})

/** `kubectl config delete-cluster`. */
export const deleteCluster = deletes('delete-cluster', 'clusters')
/** `kubectl config delete-context`. */
export const deleteContext = deletes('delete-context', 'contexts')
/** `kubectl config delete-user`. */
export const deleteUser = deletes('delete-user', 'users')
