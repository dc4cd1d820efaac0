import { type Call, type Command, CommandError, type Flag } from './command'
import { commands } from './commands'
import { Connection } from './connection'
import type { GroupVersion } from './discovery'
import { failed, misused, textOf } from './errors'
import { globalFlags } from './flags/global'
import { FlagError, type Parsed, parseFlags } from './flags/parse'
import { flagsOf } from './flags/values'
import { inGroups } from './help/groups'
import { helpText } from './help/text'
import { asAsked } from './impersonation'
import { interruptible } from './interrupt'
import { readKubeconfig } from './kubeconfig'
import { type Found, findCommand, suggestions } from './lookup'
import { Server } from './server'
import type { Session } from './session'
import type { Program, World } from './world'

/** kubectl's verbs, all below one. */
export const root: Command = {
  name: 'kubectl',
  use: '[flags]',
  short: 'kubectl controls the Kubernetes cluster manager.',
  long:
    'kubectl controls the Kubernetes cluster manager.\n\n' +
    ' Find more information at: https://kubernetes.io/docs/reference/kubectl/',
  commands: inGroups(commands),
}

type Discovered = Map<string, Promise<readonly GroupVersion[]>>

/** A kubectl of its own: what it learns of a server it keeps, as the real one does on disk. */
export function createKubectl(): Program {
  const caches = new WeakMap<object, Discovered>()
  const program = async (words: readonly string[], world: World): Promise<number> => {
    const server = world.client.server ?? world.client
    const cache: Discovered = caches.get(server) ?? new Map()
    caches.set(server, cache)
    try {
      return await run(words, world, cache)
    } catch (error) {
      const text = textOf(error)
      if (text !== '') world.stderr.write(text.endsWith('\n') ? text : `${text}\n`)
      return error instanceof CommandError ? error.code : 1
    }
  }
  return Object.assign(program, { endsItself: true })
}

/** kubectl, as the terminal runs it. */
export const kubectl: Program = createKubectl()

async function run(words: readonly string[], world: World, cache: Discovered): Promise<number> {
  const found = findCommand(root, words, globalFlags)
  const { command, path } = found
  if (command === root) return atRoot(found, world)
  const name = path.map((each) => each.name).join(' ')
  const parsed = parsedLine(found, name)
  if (parsed.help) return print(world, helpText(path))
  if (!command.run) {
    const [word] = parsed.words
    if (word !== undefined) throw misused(name, `unknown command ${JSON.stringify(word)}`)
    world.stderr.write(helpText(path))
    return 1
  }
  const call = callOf(found, parsed, { world, cache, name })
  required(command.flags ?? [], parsed)
  const { run: start } = command
  const code = await interruptible(() => start(call), call)
  return warningsCount(call, code)
}

/** Every flag that a verb takes. */
export const flagsFor = (path: readonly Command[]): readonly Flag[] => [
  ...(path.at(-1)?.flags ?? []),
  ...globalFlags,
]

function parsedLine({ line, path }: Found, name: string): Parsed {
  try {
    return parseFlags(flagsFor(path), line)
  } catch (error) {
    if (!(error instanceof FlagError)) throw error
    throw failed(`${error.message}\nSee '${name} --help' for usage.`)
  }
}

function required(flags: readonly Flag[], { values }: Parsed): void {
  const missing = flags.filter((flag) => flag.required && !values.has(flag.name))
  if (missing.length === 0) return
  const names = missing.map(({ name }) => `"${name}"`).sort()
  throw failed(`required flag(s) ${names.join(', ')} not set`)
}

function callOf(
  { path, command }: Found,
  parsed: Parsed,
  { world, cache, name }: { world: World; cache: Discovered; name: string },
): Call {
  const flags = flagsOf(flagsFor(path), parsed.values)
  return {
    path: name,
    command,
    root,
    words: parsed.words,
    after: parsed.after,
    flags,
    world,
    session: sessionOf(flags, world, cache),
  }
}

function sessionOf(flags: Call['flags'], world: World, cache: Discovered): Session {
  const kubeconfig = readKubeconfig(world, flags.string('kubeconfig'))
  const wanted = flags.string('context') || kubeconfig.currentContext
  const context = kubeconfig.contexts.find(({ name }) => name === wanted)
  const cluster = flags.string('cluster') || context?.cluster
  const fault =
    context || !flags.given('context')
      ? undefined
      : `Error in configuration: context was not found for specified context: ${wanted}`
  const url = flags.string('server') || serverOf(kubeconfig.clusters, cluster)
  const host = url.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
  const client = asAsked(world.client, flags)
  const server = new Server(client, world, { cache, fault, host })
  const given = flags.string('namespace')
  return {
    connection: new Connection(client),
    server,
    url,
    namespace: given || context?.namespace || 'default',
    namespaceGiven: flags.given('namespace') && given !== '',
    kubeconfig,
  }
}

const serverOf = (clusters: Session['kubeconfig']['clusters'], name: string | undefined): string =>
  clusters.find((each) => each.name === name)?.server || 'http://localhost:8080'

/** `--warnings-as-errors`, after everything else has gone well. */
function warningsCount({ flags, session }: Call, code: number): number {
  const { warnings } = session.server
  if (code !== 0 || warnings === 0 || !flags.bool('warnings-as-errors')) return code
  throw failed(`${warnings} warning${warnings === 1 ? '' : 's'} received`)
}

const print = (world: World, text: string): number => {
  world.stdout.write(text)
  return 0
}

/** No verb, or none that there is: help, or what may have been meant. */
function atRoot({ line, path }: Found, world: World): number {
  const [flag = ''] = line
  const parsed = parsedLine({ command: root, line, path }, 'kubectl')
  const [typed] = parsed.words
  if (typed === undefined) return print(world, helpText(path))
  if (flag.startsWith('-')) {
    throw new CommandError(`Error: flags cannot be placed before plugin name: ${flag}`)
  }
  const meant = suggestions(root, typed)
  const hint = meant.length === 0 ? '' : `\n\nDid you mean this?\n\t${meant.join('\n\t')}`
  throw failed(`unknown command "${typed}" for "kubectl"${hint}\n`)
}
