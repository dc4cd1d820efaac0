import { hexOf } from '../images/reference'
import { seconds } from '../sim'
import { podIPsOf } from './addresses'
import { goDuration, lengthened, noBackOff, retryAt } from './backoff'
import { commandOf, missingProgram } from './command'
import { containerEnvironment } from './environment'
import { mannerOf } from './manner'
import type { ContainerRecord, Exit, NodeImage, PodRecord } from './memory'
import { startProbes } from './probes'
import { findImage } from './pulls'
import { linkedServices } from './service-variables'
import type { Turn } from './turn'
import { containerOf, wordsOf } from './words'

/** A container before its first run. */
export const newContainer: ContainerRecord = {
  state: 'waiting',
  reason: '',
  message: '',
  image: undefined,
  process: '',
  id: '',
  startedAt: 0,
  restarts: 0,
  exit: undefined,
  last: undefined,
  crashes: noBackOff,
  pulls: noBackOff,
  probes: {},
  stopping: false,
}

/** What a program exits with that could not be started. */
const CANNOT_START = 128

/** A Pod with one of its containers replaced. */
export const withContainer = (
  record: PodRecord,
  place: number,
  container: ContainerRecord,
): PodRecord => ({
  ...record,
  containers: record.containers.with(place, container),
})

/**
 * What trying to start a container came to: it runs, it waits for its image, or it has to be tried
 * again.
 */
export interface Attempt {
  readonly record: PodRecord
  readonly result: 'started' | 'pulling' | 'failed'
}

/** Starts a container that is not running, unless something is in the way. */
export function startContainer(record: PodRecord, place: number, turn: Turn): Attempt {
  const container = record.containers[place] ?? newContainer
  const { exit } = container
  if (exit && turn.now < retryAt(container.crashes, exit.finishedAt)) {
    return waitToRestart(record, place, container, turn)
  }
  const search = findImage(record, place, turn)
  switch (search.type) {
    case 'here':
      return runContainer(record, place, search.image, turn)
    case 'pulling':
      return {
        record: withContainer(record, place, {
          ...container,
          state: 'pulling',
          reason: '',
          message: '',
        }),
        result: 'pulling',
      }
    case 'refused': {
      const { reason, message } = search
      return {
        record: withContainer(record, place, { ...container, reason, message }),
        result: 'failed',
      }
    }
  }
}

function waitToRestart(
  record: PodRecord,
  place: number,
  container: ContainerRecord,
  turn: Turn,
): Attempt {
  const { pod } = record
  const { name } = containerOf(pod, place)
  const { namespace, name: podName, uid } = pod.metadata
  const where = `pod ${podName}_${namespace}(${uid})`
  turn.warning(pod, 'BackOff', `Back-off restarting failed container ${name} in ${where}`, place)
  const delay = goDuration(container.crashes.delay)
  const message = `back-off ${delay} restarting failed container=${name} ${where.replace(' ', '=')}`
  const waiting = { ...container, reason: 'CrashLoopBackOff', message }
  return { record: withContainer(record, place, waiting), result: 'failed' }
}

/** Creates and starts a container whose image is on the node. */
export function runContainer(
  record: PodRecord,
  place: number,
  image: NodeImage,
  turn: Turn,
): Attempt {
  const { pod } = record
  const container = record.containers[place] ?? newContainer
  const spec = containerOf(pod, place)
  const prepared = environmentFor(record, place, image, turn)
  if ('error' in prepared) {
    turn.warning(pod, 'Failed', `Error: ${prepared.error}`, place)
    const reason = 'CreateContainerConfigError'
    const waiting = { ...container, state: resting(container), reason, message: prepared.error }
    return { record: withContainer(record, place, waiting), result: 'failed' }
  }
  const argv = commandOf(spec, image.image, prepared.environment)
  const created = next(record, place, image, turn)
  const words = wordsOf(pod, place)
  turn.event(pod, 'Created', words.created, place)
  const [program = ''] = argv
  if (image.image.has?.(program, image.tag) === false)
    return cannotStart(withContainer(record, place, created), place, program, turn)
  const { environment } = prepared
  const process = launch(record, place, { image, argv, environment }, turn)
  turn.event(pod, 'Started', words.started, place)
  const running = withContainer(record, place, { ...created, state: 'running', process })
  startProbes(running, place, turn)
  turn.look(record.key)
  return { record: running, result: 'started' }
}

/** What a container's program is started with. */
interface Launch {
  readonly image: NodeImage
  readonly argv: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

function launch(
  record: PodRecord,
  place: number,
  { image, argv, environment }: Launch,
  turn: Turn,
): string {
  const spec = containerOf(record.pod, place)
  return turn.context.runtime.start({
    pod: record.key,
    container: spec.name,
    image: image.image.name,
    tag: image.tag,
    argv,
    environment,
    ...mannerOf(spec),
  })
}

/** A container that ran before its kubelet did; undefined when it cannot have. */
export function runningContainer(
  record: PodRecord,
  place: number,
  image: NodeImage,
  turn: Turn,
): ContainerRecord | undefined {
  const prepared = environmentFor(record, place, image, turn)
  if ('error' in prepared) return undefined
  const { environment } = prepared
  const argv = commandOf(containerOf(record.pod, place), image.image, environment)
  const process = launch(record, place, { image, argv, environment }, turn)
  return { ...next(record, place, image, turn), state: 'running', process }
}

const resting = ({ exit }: ContainerRecord): ContainerRecord['state'] =>
  exit ? 'exited' : 'waiting'

// The record of a run that begins: a restart, if there was one before, makes the next one wait
// longer.
function next(record: PodRecord, place: number, image: NodeImage, turn: Turn): ContainerRecord {
  const { pod } = record
  const container = record.containers[place] ?? newContainer
  const { exit, crashes, pulls, last } = container
  const restarts = exit ? container.restarts + 1 : container.restarts
  const { name } = containerOf(pod, place)
  return {
    ...newContainer,
    image,
    id: ['containerd:', hexOf(`${pod.metadata.uid}/${name}/${restarts}`)].join('//'),
    startedAt: turn.now,
    restarts,
    last: exit ?? last,
    crashes: exit ? lengthened(crashes, exit.finishedAt, turn.now) : crashes,
    pulls,
    ...(record.mounted && { mounted: record.mounted }),
  }
}

function environmentFor(
  record: PodRecord,
  place: number,
  { image, tag }: NodeImage,
  turn: Turn,
): ReturnType<typeof containerEnvironment> {
  const { pod } = record
  const { reader } = turn.context
  const { links, hostIPs } = turn.memory
  const wantsAll = pod.spec.enableServiceLinks !== false
  const linked = linkedServices(pod.metadata.namespace ?? '', wantsAll, { links, reader })
  if (linked.links !== links) turn.change({ links: linked.links })
  const { services } = linked
  const podIPs = podIPsOf(record, turn.memory)
  const around = { reader, services, pod, podIPs, hostIPs }
  return containerEnvironment(containerOf(pod, place), image.environment?.(tag) ?? NONE, around)
}

const NONE: Readonly<Record<string, string>> = {}

function cannotStart(record: PodRecord, place: number, program: string, turn: Turn): Attempt {
  const message = missingProgram(program)
  turn.warning(record.pod, 'Failed', `Error: ${message}`, place)
  turn.look(record.key)
  const container = record.containers[place] ?? newContainer
  // What never ran began, to containerd, with the Unix epoch.
  const startedAt = seconds(-turn.context.epoch)
  const exit = {
    ...exitOf(container, CANNOT_START, turn),
    reason: 'StartError',
    message,
    startedAt,
  }
  const ended = { ...container, state: 'exited' as const, exit }
  return { record: withContainer(record, place, ended), result: 'failed' }
}

// How a run that ends now has ended.
function exitOf({ id, startedAt }: ContainerRecord, code: number, turn: Turn): Exit {
  const reason = code === 0 ? 'Completed' : 'Error'
  return { code, reason, message: '', id, startedAt, finishedAt: turn.now }
}

/** A container whose process has ended. */
export const exited = (container: ContainerRecord, code: number, turn: Turn): ContainerRecord => ({
  ...container,
  state: 'exited',
  reason: '',
  message: '',
  process: '',
  exit: exitOf(container, code, turn),
  stopping: false,
})
