import type { Call, Command } from '../command'
import { describeObject } from '../describe'
import { failed, gathered, isNotFound } from '../errors'
import { allNamespacesFlag, chunkSizeFlag, filenameFlags, selectorFlag } from '../flags/definitions'
import type { JsonObject } from '../json'
import { type Info, type Selection, select } from '../resources/select'

/** `kubectl describe`. */
export const describe: Command = {
  name: 'describe',
  use: '(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
  short: 'Show details of a specific resource or group of resources',
  long:
    'Show details of a specific resource or group of resources.\n\n' +
    ' What is printed of an object comes from the object itself and from what belongs to it: ' +
    'its Events, its endpoints, the ReplicaSets of a Deployment. A name that no object has is ' +
    'taken for the beginning of names.\n\n' +
    'Use "kubectl api-resources" for a complete list of supported resources.',
  examples: [
    '# A node',
    'kubectl describe nodes node-1',
    '',
    '# A Service and its endpoints',
    'kubectl describe service web',
    '',
    '# Every Pod with a label',
    'kubectl describe pods -l app=web',
    '',
    '# Every Pod whose name begins with web',
    'kubectl describe pods web',
  ],
  flags: [
    allNamespacesFlag,
    chunkSizeFlag,
    ...filenameFlags('containing the resource to describe'),
    selectorFlag,
    {
      name: 'show-events',
      type: 'bool',
      default: 'true',
      usage: 'Show the Events about the object.',
    },
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, session, words, world } = call
  if (words.length === 0 && flags.list('filename').length === 0) {
    throw failed(
      'You must specify the type of resource to describe. ' +
        'Use "kubectl api-resources" for a complete list of supported resources.',
    )
  }
  const { byPrefix = false, errors, infos } = await found(call)
  const problems = [...errors]
  let first = true
  for (const { object } of infos) {
    try {
      const text = await describeObject(object, { call, showEvents: flags.bool('show-events') })
      world.stdout.write(byPrefix ? `${text}\n` : `${first ? '' : '\n\n'}${text}`)
      first = false
    } catch (error) {
      problems.push(error)
    }
  }
  if (infos.length === 0 && problems.length === 0) {
    const where = flags.bool('all-namespaces') ? '' : ` in ${session.namespace} namespace.`
    world.stderr.write(`No resources found${where}\n`)
  }
  if (problems.length > 0) throw gathered(problems)
  return 0
}

async function found(call: Call): Promise<Selection & { readonly byPrefix?: boolean }> {
  const { flags, words } = call
  const options = {
    selector: flags.string('selector'),
    allNamespaces: flags.bool('all-namespaces'),
    limit: flags.integer('chunk-size'),
    bareType: true,
  }
  const selection = await select(call, options)
  const [error] = selection.errors
  if (words.length !== 2 || !isNotFound(error)) return selection
  const [type = '', prefix = ''] = words
  const all = await select(call, { ...options, words: [type] })
  const infos = all.infos.filter((info: Info) => nameOf(info.object).startsWith(prefix))
  return infos.length === 0 ? { ...selection, infos } : { ...all, infos, byPrefix: true }
}

const nameOf = ({ metadata }: JsonObject): string =>
  typeof metadata === 'object' && metadata !== null && 'name' in metadata
    ? String(metadata['name'])
    : ''
