import type { Question } from '../api/dns'
import { durationText } from '../api/go-duration'
import { coredns as registered } from '../images/coredns'
import { defineImage, type ProcessMessage } from '../images/image'
import { checkedAgain, checkFailed, checkPassed } from './health'
import { loaded, reloaded, SYNC, started, synced } from './loading'
import { type Asked, type CoreDNSMemory, configurationOf, type Waiting } from './memory'
import { pageAt } from './pages'
import type { Heard } from './plugins/plugin'
import { bareAnswer, finished, givenBefore, heardKey, markOf, readied, Serving } from './serving'
import type { CoreDNSSystem } from './system'
import { throttled } from './throttling'
import { NO_HEALTHY, problemOf, triedAgain, wait, withoutNumber } from './upstream'

const { exec: _, ...entry } = registered

/** The cluster's name server: the registry's entry, with what the program does. */
export const coredns = defineImage<CoreDNSMemory | undefined>({
  ...entry,

  start: (system) => started(system as CoreDNSSystem, loaded(system as CoreDNSSystem)),

  receive(memory, message, system) {
    if (!memory) return memory
    return receive(memory, message, system as CoreDNSSystem)
  },
})

function receive(
  memory: CoreDNSMemory,
  message: ProcessMessage,
  system: CoreDNSSystem,
): CoreDNSMemory {
  switch (message.type) {
    case 'datagram':
      return asked(noticed(memory, system), message, system)
    case 'answer':
      return (
        checkPassed(memory, message.id) ??
        heardFrom(memory, message.id, withoutNumber(message.answer), system)
      )
    case 'failure':
      return checkFailed(memory, message.id, system) ?? failed(memory, message, system)
    case 'request': {
      const next = noticed(memory, system)
      const page = pageAt(message.request, next, system.tag)
      if (page) system.respond(message.id, page)
      return next
    }
    case 'signal':
      return stopping(memory, system)
    case 'timer':
      return timed(memory, message.tag, system)
    default:
      return memory
  }
}

const STOP = 'stop'

function stopping(memory: CoreDNSMemory, system: CoreDNSSystem): CoreDNSMemory {
  if (memory.draining) return memory
  system.print('[INFO] SIGTERM: Shutting down servers then terminating\n')
  const lameduck = configurationOf(memory.source).process.health?.lameduck ?? 0
  if (lameduck > 0) {
    const span = durationText(lameduck)
    system.print(`[INFO] plugin/health: Going into lameduck mode for ${span}\n`)
  }
  system.sleep(lameduck, STOP)
  return { ...memory, draining: true }
}

function timed(memory: CoreDNSMemory, tag: string, system: CoreDNSSystem): CoreDNSMemory {
  if (tag === SYNC) return synced(memory, system)
  if (tag !== STOP) {
    return checkedAgain(memory, tag, system) ?? reloaded(memory, tag, system)
  }
  system.exit(0)
  return memory
}

function noticed(memory: CoreDNSMemory, system: CoreDNSSystem): CoreDNSMemory {
  const hasSynced = memory.hasSynced || (memory.isServing && system.isInformed)
  const isSame = hasSynced === memory.hasSynced && system.informedAt === memory.mark.informedAt
  return isSame ? memory : { ...memory, hasSynced, mark: markOf(system) }
}

type Datagram = ProcessMessage & { readonly type: 'datagram' }

function asked(memory: CoreDNSMemory, message: Datagram, system: CoreDNSSystem): CoreDNSMemory {
  // What is no question is dropped, as whatever else does not begin like a DNS message.
  if (typeof message.payload === 'string') return memory
  const question = message.payload as Question
  const byTcp = message.protocol === 'TCP'
  const known = byTcp ? undefined : givenBefore(memory.mark, question)
  if (known) {
    const answer = known.shuffles ? finished(known, 'UDP', system.random) : known.answer
    if (system.cpuMillis !== undefined) return throttled(memory, message.id, answer, system)
    system.reply(message.id, answer)
    return memory
  }
  const own: Asked = {
    id: message.id,
    port: message.port,
    question,
    from: message.from,
    protocol: byTcp ? 'TCP' : 'UDP',
    began: system.now,
  }
  return served(memory, own, {}, system)
}

// All plugins are asked; if they need to know more, they are asked again once that is known.
function served(
  memory: CoreDNSMemory,
  own: Asked,
  heard: Readonly<Record<string, Heard>>,
  system: CoreDNSSystem,
): CoreDNSMemory {
  const serving = new Serving(memory, own, heard, system)
  const result = serving.serve()
  if (serving.isOver) return serving.memory
  if (result.type === 'wait') {
    const { ask: upstreams, question } = result
    const key = heardKey(question, upstreams)
    const begun = { asked: own, heard, key, question, upstreams }
    const waiting = wait(serving.memory, begun, system)
    return waiting ?? served(serving.memory, own, withHeard(begun, { error: NO_HEALTHY }), system)
  }
  const refreshed = refreshedBy(serving, system)
  if (own.isRefresh) return refreshed
  const answer = result.type === 'answer' ? result.answer : bareAnswer(own.question, result.rcode)
  const ready = readied(serving, answer)
  const sent = finished(ready, own.protocol, system.random)
  if (system.cpuMillis !== undefined) return throttled(refreshed, own.id, sent, system)
  system.reply(own.id, sent)
  return refreshed
}

// What the cache wants to know anew is asked at once, by whatever is big enough for the answer.
function refreshedBy({ memory, asked, refreshes }: Serving, system: CoreDNSSystem): CoreDNSMemory {
  const refresh = { ...asked, protocol: 'TCP', began: system.now, isRefresh: true } as const
  return refreshes.reduce(
    (before, question) => served(before, { ...refresh, question }, {}, system),
    memory,
  )
}

function heardFrom(
  memory: CoreDNSMemory,
  id: number,
  heard: Heard,
  system: CoreDNSSystem,
): CoreDNSMemory {
  const waiting = memory.waiting.get(String(id))
  if (!waiting) return memory
  const rest = { ...memory, waiting: memory.waiting.delete(String(id)) }
  return served(rest, waiting.asked, withHeard(waiting, heard), system)
}

const withHeard = (waiting: Pick<Waiting, 'heard' | 'key'>, heard: Heard): Waiting['heard'] => ({
  ...waiting.heard,
  [waiting.key]: heard,
})

type Failure = ProcessMessage & { readonly type: 'failure' }

function failed(memory: CoreDNSMemory, message: Failure, system: CoreDNSSystem): CoreDNSMemory {
  const { id, failure, port = 0 } = message
  const waiting = memory.waiting.get(String(id))
  if (!waiting) return memory
  const again = triedAgain(memory, id, system)
  if (again.goesOn) return again.memory
  const error = problemOf(waiting, failure, { address: system.address, port })
  return heardFrom(again.memory, id, { error }, system)
}
