import type { Asker, Goal, Lack, Verdict } from '../../api/goal'
import type { ApiResponse, ConnectRequest } from '../../api/request'
import type { Traffic } from '../../api/traffic'
import type { Reader } from '../../apiserver/reader'
import type { Observer, RequestRecord } from '../../network/record'
import { type Instant, milliseconds, seconds } from '../../sim'
import { doneTo } from './deeds'
import { lackOf, tallied } from './measure'
import { goalsOf } from './read'

/** A future of a cluster that nobody else sees. */
export interface Future {
  readonly now: Instant
  advance(until: Instant): unknown
  settle(): boolean
  setTraffic(clients: readonly Traffic[]): void
  observe(observer: Observer | undefined): void
  request(request: ConnectRequest): ApiResponse
  reader(): Reader
}

const JUDGE = 'judge'
const COUNT = 60
/** Requests a second of a client that only asks for a goal's sake, and its patience, in seconds. */
const RATE = 20
const PATIENCE = 2
const STEP = milliseconds(100)
/** How long a goal's requests may take in all: as long as if each were waited for in vain. */
const MOST_SECONDS = 240

/** Judges each goal that a request asks about, each in a future of its own. */
export function judgeAnswer({ body }: ConnectRequest, fork: () => Future): ApiResponse {
  return { status: 200, body: goalsOf(body).map((goal) => judge(goal, fork())) }
}

/** Sends a goal's requests in a future of the cluster; tells whether they fare as they should. */
function judge(goal: Goal, future: Future): Verdict {
  const { by, after = [], atOnce, count = COUNT } = goal
  const absent = absentClient(by, future.reader())
  if (absent) return nothingSeen(absent)
  // It has begun before anything is done: what it keeps open then may lead astray afterwards.
  if ('url' in by) future.setTraffic([asking(by)])
  if (after.length > 0) future.advance(future.now + seconds(2))
  for (const deed of after) {
    if (!doneTo(future, deed)) return nothingSeen({ code: 'nothing-to-do-it-to', deed })
  }
  if (after.length > 0 && !atOnce) future.settle()
  const records = listen(future, 'url' in by ? JUDGE : by.traffic, count)
  const seen = { sent: records.length, ...tallied(records) }
  const lacks = lackOf(goal, seen, future.reader())
  return { isReached: lacks === undefined, ...seen, ...(lacks && { lacks }) }
}

const nothingSeen = (lacks: Lack): Verdict => ({
  ...{ isReached: false, sent: 0, outcomes: {}, servers: {}, lacks },
})

function absentClient(by: Asker, reader: Reader): Lack | undefined {
  if (!('url' in by) || by.from.type === 'outside') return undefined
  const { from } = by
  if (from.type === 'node') {
    return reader.get('Node', '', from.name) ? undefined : noClient(`node/${from.name}`)
  }
  const { namespace, name } = from
  return reader.get('Pod', namespace, name) ? undefined : noClient(`pod/${namespace}/${name}`)
}

const noClient = (client: string): Lack => ({ code: 'no-client', client })

const asking = ({ from, url, keepAlive = false }: Extract<Asker, { url: string }>): Traffic => ({
  ...{ name: JUDGE, from, url, keepAlive },
  ...{ ratePerSecond: RATE, concurrency: keepAlive ? 1 : 2 * RATE, timeoutSeconds: PATIENCE },
})

/** So many requests of a client that begin from now on, each to its end. */
function listen(future: Future, name: string, count: number): readonly RequestRecord[] {
  const since = future.now
  const records = new Map<number, RequestRecord>()
  let ended = 0
  future.observe({
    request: (record) => {
      if (record.traffic !== name || record.started <= since) return
      if (!records.has(record.id) && records.size >= count) return
      records.set(record.id, record)
      if (record.outcome !== undefined) ended++
    },
  })
  const end = since + seconds(MOST_SECONDS)
  while (ended < count && future.now < end) future.advance(future.now + STEP)
  future.observe(undefined)
  return [...records.values()].filter(({ outcome }) => outcome !== undefined)
}
