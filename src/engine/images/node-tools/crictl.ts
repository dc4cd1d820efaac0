import { type Command, type CommandResult, done, failed, textOf } from '../commands/command'
import type { CriContainer, NodeRuntime } from '../node-runtime'
import { getopt, type OptionSpec, taking, unlettered } from './getopt'
import { ago, sizeText, tableText } from './table'

const spec: OptionSpec = {
  letters: {
    ...taking('a q v f no-trunc digests latest', 0),
    ...taking('i t o r name namespace pod state image tail label', 1),
  },
  names: {
    all: 'a',
    quiet: 'q',
    verbose: 'v',
    follow: 'f',
    output: 'o',
    timeout: 't',
    'runtime-endpoint': 'r',
    'image-endpoint': 'i',
    ...unlettered('no-trunc name namespace pod state image tail label latest'),
  },
}

/** One line each of what the real program does and this one does not. */
const ABSENT: Readonly<Record<string, string>> = {
  exec: 'exec is not simulated here; kubectl exec runs the same command',
  attach: 'attach is not simulated here; kubectl attach does the same',
  stats: 'stats are not simulated here: nobody uses CPU or memory',
  statsp: 'stats are not simulated here: nobody uses CPU or memory',
}
const CHANGES = 'create pull rm rmi rmp run runp start stop stopp update'

/** Asks a node's container runtime (cri-tools). */
export const crictl: Command = (args, system) => {
  const runtime = system.runtime?.()
  if (!runtime) {
    const socket = 'unix:///run/containerd/containerd.sock'
    const why = `dial ${socket}: connect: no such file or directory`
    return failed(`E0000 validate service connection: ${why}`)
  }
  const { operands, options, unknown } = getopt(args, spec)
  if (unknown !== undefined) {
    return failed(`flag provided but not defined: -${unknown.replace(/^-+/, '')}`)
  }
  const [verb = 'help', id] = operands
  const given = { id, options, runtime }
  switch (verb) {
    case 'ps':
      return containers(given)
    case 'pods':
      return pods(given)
    case 'images':
    case 'image':
    case 'img':
      return images(given)
    case 'logs':
      return logs(given)
    case 'inspect':
      return inspected(given)
    case 'inspectp':
      return inspectedPod(given)
    case 'version':
      return done(
        `Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  v${runtime.version}\n` +
          'RuntimeApiVersion:  v1\n',
      )
    case 'info':
      return done(`${json({ status: { conditions: CONDITIONS } })}\n`)
    default:
      return refused(verb)
  }
}

function refused(verb: string): CommandResult {
  if (CHANGES.split(' ').includes(verb)) {
    return failed("crictl: the node's containers are its kubelet's here: no change by hand")
  }
  const why = ABSENT[verb]
  if (why !== undefined) return failed(`crictl: ${why}`)
  return verb === 'help'
    ? done('of crictl, this node has: ps, pods, images, logs, inspect, inspectp, info, version\n')
    : failed(`No help topic for '${verb}'`, 3)
}

const CONDITIONS = ['RuntimeReady', 'NetworkReady'].map((type) => ({
  message: '',
  reason: '',
  status: true,
  type,
}))

const json = (value: unknown): string => JSON.stringify(value, null, 2)

interface Asked {
  readonly id: string | undefined
  readonly options: ReadonlyMap<string, readonly string[]>
  readonly runtime: NodeRuntime
}

const cut = (id: string, { options }: Asked): string =>
  options.has('no-trunc') ? id : id.slice(0, 13)

const isLike = (asked: Asked, option: string, text: string): boolean => {
  const wanted = asked.options.get(option)?.[0]
  return wanted === undefined || text.includes(wanted)
}

function containers(asked: Asked): CommandResult {
  const { options, runtime, id } = asked
  const state = options.get('state')?.[0]?.toLowerCase()
  const isAsked = (each: CriContainer): boolean => {
    const isShown = state === undefined ? each.isRunning : stateOf(each).toLowerCase() === state
    return (
      ((options.has('a') && state === undefined) || isShown) &&
      (id === undefined || each.id.startsWith(id)) &&
      isLike(asked, 'name', each.name) &&
      isLike(asked, 'namespace', each.sandbox.namespace) &&
      (options.get('pod')?.[0] === undefined ||
        each.sandbox.id.startsWith(options.get('pod')?.[0] ?? ''))
    )
  }
  const found = runtime.containers.filter(isAsked)
  if (options.has('q')) return done(textOf(found.map((each) => each.id)))
  const rows = found.map((each) => [
    cut(each.id, asked),
    cut(each.imageId, asked),
    ago(runtime.now - each.createdAt),
    stateOf(each),
    each.name,
    String(each.attempt),
    cut(each.sandbox.id, asked),
    each.sandbox.name,
    each.sandbox.namespace,
  ])
  const title = 'CONTAINER,IMAGE,CREATED,STATE,NAME,ATTEMPT,POD ID,POD,NAMESPACE'
  return done(tableText([title.split(','), ...rows]))
}

const stateOf = ({ isRunning }: CriContainer): string => (isRunning ? 'Running' : 'Exited')

function pods(asked: Asked): CommandResult {
  const { options, runtime, id } = asked
  const found = runtime.pods.filter(
    (each) =>
      (id === undefined || each.id.startsWith(id)) &&
      isLike(asked, 'name', each.name) &&
      isLike(asked, 'namespace', each.namespace),
  )
  if (options.has('q')) return done(textOf(found.map((each) => each.id)))
  const rows = found.map((each) => [
    cut(each.id, asked),
    ago(runtime.now - each.createdAt),
    each.isReady ? 'Ready' : 'NotReady',
    each.name,
    each.namespace,
    '0',
    '(default)',
  ])
  return done(tableText([POD_TITLE.split(','), ...rows]))
}

const POD_TITLE = 'POD ID,CREATED,STATE,NAME,NAMESPACE,ATTEMPT,RUNTIME'

function images(asked: Asked): CommandResult {
  const { options, runtime } = asked
  const sorted = [...runtime.images].sort((left, right) =>
    left.name === right.name ? 0 : left.name < right.name ? -1 : 1,
  )
  if (options.has('q')) return done(textOf(sorted.map(({ id }) => `sha256:${id}`)))
  const rows = sorted.map(({ name, tag, id, sizeBytes }) => [
    name,
    tag,
    cut(id, asked),
    sizeText(sizeBytes),
  ])
  return done(tableText([['IMAGE', 'TAG', 'IMAGE ID', 'SIZE'], ...rows]))
}

function containerAt({ id, runtime }: Asked): CriContainer | CommandResult {
  if (id === undefined) return failed('ID cannot be empty')
  const found = runtime.containers.find((each) => each.id.startsWith(id))
  if (found) return found
  const why = 'an error occurred when try to find container'
  return failed(`rpc error: code = NotFound desc = ${why} "${id}": not found`)
}

function logs(asked: Asked): CommandResult {
  const found = containerAt(asked)
  if ('code' in found) return found
  if (asked.options.has('f')) return failed('crictl: logs -f is not simulated here')
  const { sandbox, name } = found
  const lines = asked.runtime.log(`${sandbox.namespace}/${sandbox.name}`, name)
  const tail = asked.options.get('tail')?.[0]
  return done(textOf(tail === undefined ? lines : lines.slice(-Number(tail) || lines.length)))
}

const labelsOf = ({ name, namespace, uid, labels }: CriContainer['sandbox']) => ({
  ...labels,
  'io.kubernetes.pod.name': name,
  'io.kubernetes.pod.namespace': namespace,
  'io.kubernetes.pod.uid': uid,
})

function inspected(asked: Asked): CommandResult {
  const found = containerAt(asked)
  if ('code' in found) return found
  const { sandbox, isRunning, exitCode, reason } = found
  const { labels: _, ...pod } = sandbox
  const status = {
    id: found.id,
    metadata: { attempt: found.attempt, name: found.name },
    state: isRunning ? 'CONTAINER_RUNNING' : 'CONTAINER_EXITED',
    ...(isRunning ? {} : { exitCode, reason }),
    image: { image: found.image },
    imageRef: `sha256:${found.imageId}`,
    labels: { 'io.kubernetes.container.name': found.name, ...labelsOf({ ...pod, labels: {} }) },
  }
  return done(`${json({ info: { sandboxID: sandbox.id }, status })}\n`)
}

function inspectedPod({ id, runtime }: Asked): CommandResult {
  const found = id === undefined ? undefined : runtime.pods.find((pod) => pod.id.startsWith(id))
  if (!found) {
    const why = 'an error occurred when try to find sandbox: not found'
    return failed(
      id === undefined ? 'ID cannot be empty' : `rpc error: code = NotFound desc = ${why}`,
    )
  }
  const { name, namespace, uid, address, isReady } = found
  const status = {
    id: found.id,
    metadata: { attempt: 0, name, namespace, uid },
    state: isReady ? 'SANDBOX_READY' : 'SANDBOX_NOTREADY',
    network: { additionalIps: [], ip: address },
    labels: labelsOf(found),
  }
  return done(`${json({ status })}\n`)
}
