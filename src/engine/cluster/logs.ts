import type { ApiRequest, ApiResponse, Cursor } from '../api/request'
import { badRequest, refusalOf } from '../api/status'
import { checkAccess } from '../apiserver/access/check'
import { lookUp } from '../apiserver/registry'
import type { Store } from '../apiserver/store'
import { type Pod, resourceOf } from '../resources'
import type { ContainerStatus } from '../resources/pod/status'
import type { ContainerLog, LogLine } from '../runtime'
import { calendar, type Instant, parseTimestamp, seconds } from '../sim'
import { containerIn, podRoute } from './connect'

/** A request for a container's log. */
export interface LogRequest {
  readonly namespace: string
  readonly pod: string
  readonly query: Readonly<Record<string, string>>
}

/** Finds the log of a container's latest run, or of the one before it. */
export type FindLog = (
  container: { readonly pod: string; readonly name: string },
  before: boolean,
) => ContainerLog | undefined

/** When a log is looked at, and where it is found. */
export interface LogSource {
  readonly at: { readonly now: Instant; readonly epoch: number }
  readonly find: FindLog
}

/** What whoever may not read a log is told. */
export function refusedLog(store: Store, request: ApiRequest): ApiResponse | undefined {
  try {
    const route = podRoute(request.path)
    if (route) checkAccess(store, request, route)
    return undefined
  } catch (error) {
    return refusalOf(error)
  }
}

/** A container's log, or the place in it from which on it is followed. */
export function readLog(store: Store, request: LogRequest, source: LogSource): ApiResponse {
  try {
    return answer(store, request, source)
  } catch (error) {
    return refusalOf(error)
  }
}

const isOn = (value: string | undefined): boolean => /^(true|1)$/i.test(value ?? '')

function answer(store: Store, request: LogRequest, { at, find }: LogSource): ApiResponse {
  const { namespace, pod: name, query } = request
  const pod = lookUp(store, resourceOf('Pod'), { namespace, name }) as Pod
  const container = containerIn(pod, query.container ?? '')
  checkNumbers(query)
  if (!pod.spec.nodeName) return text('')
  const isPrevious = isOn(query.previous)
  const place = { pod: `${namespace}/${name}`, name: container }
  const log = find(place, runWanted(pod, container, isPrevious) === 'before')
  if (!log) return text('')
  const lines = wanted(log, query, at)
  const timestamps = isOn(query.timestamps)
  if (!isOn(query.follow) || isPrevious) {
    const hasPartial = log.partial !== ''
    const partial = hasPartial ? [{ number: -1, at: at.now, text: log.partial }] : []
    const whole = [...lines, ...partial].map((line) => shown(line, timestamps, at.epoch)).join('\n')
    const all = whole === '' || hasPartial ? whole : `${whole}\n`
    const most = query.limitBytes === undefined ? all.length : Number(query.limitBytes)
    return text(all.slice(0, most))
  }
  const next = log.lines.at(-1)?.number ?? -1
  const line = lines[0]?.number ?? next + 1
  const { process } = log
  const stream = { type: 'log', pod: place.pod, container, process, line, column: 0 } as const
  return { status: 200, stream: timestamps ? { ...stream, timestamps } : stream }
}

const text = (body: string): ApiResponse => ({ status: 200, body, contentType: 'text/plain' })

function checkNumbers(query: LogRequest['query']): void {
  for (const name of ['tailLines', 'limitBytes', 'sinceSeconds']) {
    const value = query[name]
    if (value === undefined) continue
    if (!/^-?\d+$/.test(value)) {
      throw badRequest(`strconv.ParseInt: parsing "${value}": invalid syntax`)
    }
  }
}

// Which run of a container a log is read from (pkg/kubelet, validateContainerLogStatus).
function runWanted(pod: Pod, container: string, isPrevious: boolean): 'latest' | 'before' {
  const { name } = pod.metadata
  const {
    containerStatuses = [],
    ephemeralContainerStatuses = [],
    initContainerStatuses = [],
  } = pod.status
  const all = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses]
  const status = all.find((each) => each.name === container)
  const what = `container "${container}" in pod "${name}"`
  if (!status) throw badRequest(`${what} is not available`)
  const { state, lastState } = status
  const isUnderWay = state.running !== undefined || state.terminated !== undefined
  if (isPrevious) {
    if (!lastState.terminated) {
      throw badRequest(`previous terminated ${what} not found`)
    }
    return isUnderWay ? 'before' : 'latest'
  }
  if (!isUnderWay && !lastState.terminated) {
    throw badRequest(`${what} is waiting to start: ${whyWaiting(status)}`)
  }
  return 'latest'
}

function whyWaiting({ state }: ContainerStatus): string {
  const reason = state.waiting?.reason ?? ''
  if (reason === 'ErrImagePull') return "image can't be pulled"
  return reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : reason
}

function wanted(
  { lines }: ContainerLog,
  { tailLines, sinceSeconds, sinceTime }: LogRequest['query'],
  { now, epoch }: LogSource['at'],
): readonly LogLine[] {
  const since = sinceTime === undefined ? undefined : parseTimestamp(sinceTime)
  const from =
    sinceSeconds !== undefined
      ? now - seconds(Number(sinceSeconds))
      : since === undefined
        ? Number.NEGATIVE_INFINITY
        : seconds(since - epoch)
  const young = lines.filter((line) => line.at >= from)
  return tailLines === undefined
    ? young
    : young.slice(Math.max(young.length - Number(tailLines), 0))
}

const shown = ({ at, text: line }: LogLine, timestamps: boolean, epoch: number): string =>
  timestamps ? `${nanoTimestamp(epoch, at)} ${line}` : line

// RFC 3339 with nine digits, as the kubelet prints it.
function nanoTimestamp(epoch: number, at: Instant): string {
  const { date, time } = calendar(epoch, at)
  return `${date}T${time}.${String(at % 1_000_000).padStart(6, '0')}000Z`
}

type LogCursor = Extract<Cursor, { type: 'log' }>

/** What has been added to a log since a cursor; it ends with the run. */
export function followLog(
  cursor: LogCursor,
  log: ContainerLog | undefined,
  epoch: number,
): { readonly events: readonly string[]; readonly cursor: LogCursor | undefined } {
  if (!log) return { events: [], cursor: undefined }
  const { line, column, timestamps = false } = cursor
  const events = log.lines
    .filter(({ number }) => number >= line)
    .map((each) =>
      each.number === line && column > 0
        ? `${each.text.slice(column)}\n`
        : `${shown(each, timestamps, epoch)}\n`,
    )
  const next = (log.lines.at(-1)?.number ?? line - 1) + 1
  const known = next > line ? 0 : column
  const rest = log.partial.slice(known)
  const whole = rest === '' ? events : [...events, rest]
  const after = { ...cursor, line: Math.max(next, line), column: log.partial.length }
  return { events: whole, cursor: log.isRunning ? after : undefined }
}
