import type { Call, Command } from '../../command'
import { failed, isNotFound, misused } from '../../errors'
import { boolFlag, textFlag } from '../../flags/define'
import { selectorFlag } from '../../flags/definitions'
import { select } from '../../resources/select'
import { follow } from './follow'
import { type LogSource, sourcesOf } from './sources'

const usage =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\n" +
  'POD or TYPE/NAME is a required argument for the logs command'

/** `kubectl logs`. */
export const logs: Command = {
  name: 'logs',
  use: '[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]',
  short: 'Print the logs for a container in a pod',
  long:
    'Print the logs for a container in a pod or specified resource. If the pod has only one ' +
    'container, the container name is optional.',
  examples: [
    '# The log of the only container of a Pod',
    'kubectl logs web',
    '',
    '# As it grows',
    'kubectl logs -f web',
    '',
    '# Of one Pod of a Deployment',
    'kubectl logs deployment/web',
    '',
    '# Of every Pod with a label, each line with where it comes from',
    'kubectl logs -l app=web --prefix',
    '',
    '# Of the run before the last restart',
    'kubectl logs -p web',
    '',
    '# The last twenty lines',
    'kubectl logs --tail=20 web',
  ],
  flags: [
    boolFlag('all-containers', 'The logs of all containers of a Pod.'),
    boolFlag('all-pods', 'The logs of all Pods; sets prefix.'),
    textFlag('container', 'The container', { shorthand: 'c', values: 'containers' }),
    boolFlag('follow', 'Go on with what is logged next.', { shorthand: 'f' }),
    boolFlag('ignore-errors', 'Go on when the log of one container cannot be had.'),
    boolFlag(
      'insecure-skip-tls-verify-backend',
      'Do not check who the kubelet is that logs are asked of.',
    ),
    { name: 'limit-bytes', type: 'int64', usage: 'At most this many bytes of the log.' },
    {
      name: 'max-log-requests',
      type: 'int',
      default: '5',
      usage: 'How many logs may be followed at the same time.',
    },
    {
      name: 'pod-running-timeout',
      type: 'duration',
      default: '20s',
      usage: 'How long to wait until there is a Pod.',
    },
    boolFlag('prefix', 'Put before each line which Pod and container it comes from'),
    boolFlag('previous', 'The log of the run before the last restart.', { shorthand: 'p' }),
    selectorFlag,
    {
      name: 'since',
      type: 'duration',
      default: '0s',
      usage: 'Only what is newer than this, such as 5s, 2m, or 3h.',
    },
    textFlag('since-time', 'Only what came after this time (RFC 3339).'),
    {
      name: 'tail',
      type: 'int64',
      default: '-1',
      usage: 'So many of the last lines; -1 for all, but 10 with a selector.',
    },
    boolFlag('timestamps', 'Put its time before each line'),
  ],
  completes: 'pods',
  run,
}

async function run(call: Call): Promise<number> {
  checkWords(call)
  const infos = await found(call)
  // kubectl looks at the flags only when the object is there.
  checkFlags(call)
  const sources = await sourcesOf(call, infos)
  const { flags } = call
  const most = flags.integer('max-log-requests')
  if (flags.bool('follow') && sources.length > 1) {
    if (sources.length > most) {
      throw failed(
        `you are attempting to follow ${sources.length} log streams, but maximum allowed ` +
          `concurrency is ${most}, use --max-log-requests to increase the limit`,
      )
    }
    await Promise.all(sources.map((source) => print(call, source)))
    return 0
  }
  for (const source of sources) await print(call, source)
  return 0
}

function checkWords({ flags, path, words }: Call): void {
  const selector = flags.string('selector')
  if (words.length > 2 || (words.length === 0 && selector === '')) throw misused(path, usage)
  if (words.length > 0 && selector !== '') {
    throw misused(path, 'only a selector (-l) or a POD name is allowed')
  }
  const container = flags.string('container')
  if (words.length === 2 && container !== '') {
    throw misused(path, 'only one of -c or an inline [CONTAINER] arg is allowed')
  }
}

function checkFlags({ flags }: Call): void {
  const container = flags.string('container')
  if (flags.given('since') && flags.given('since-time')) {
    throw failed('at most one of `sinceTime` or `sinceSeconds` may be specified')
  }
  if (flags.bool('all-containers') && container !== '') {
    throw failed(`--all-containers=true should not be specified with container name ${container}`)
  }
  if (flags.integer('tail') < -1) throw failed('--tail must be greater than or equal to -1')
  if (flags.given('limit-bytes') && flags.integer('limit-bytes') < 1) {
    throw failed('--limit-bytes must be greater than 0')
  }
}

async function found(call: Call) {
  const { flags, session, words } = call
  const selector = flags.string('selector')
  const options =
    selector === ''
      ? { words: words.slice(0, 1), defaultType: 'pods', singleType: true }
      : { words: ['pods'], selector, limit: 0 }
  const { errors, infos } = await select(call, options)
  const [error] = errors
  if (isNotFound(error)) {
    throw failed(`error from server (NotFound): ${error.said} in namespace "${session.namespace}"`)
  }
  if (error) throw error
  if (infos.length === 0 && selector !== '') {
    call.world.stderr.write(`No resources found in ${session.namespace} namespace.\n`)
  }
  return infos
}

async function print(call: Call, source: LogSource): Promise<void> {
  try {
    await follow(call, source)
  } catch (error) {
    if (!call.flags.bool('ignore-errors')) throw error
    const text = error instanceof Error ? error.message.replace(/^error: /, '') : String(error)
    call.world.stderr.write(`error: ${text}\n`)
  }
}
