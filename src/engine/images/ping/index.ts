import { type Duration, type Instant, seconds } from '../../sim'
import type { ProcessMessage, System } from '../image'
import { defineProgram, type Program } from '../program'
import { busybox, iputils, type Tally, type Wording } from './wording'

interface Options {
  /** What is wrong with the command line. */
  readonly problem: string
  readonly host: string
  /** Stops after so many; absent for no end. */
  readonly count: number | undefined
  readonly interval: Duration
  readonly size: number
  readonly quiet: boolean
  readonly ttl: number | undefined
  /** How long it waits for the last answers. */
  readonly linger: Duration
  /** How long it runs at most. */
  readonly deadline: Duration | undefined
}

interface Memory {
  readonly options: Options
  readonly address: string
  readonly name: string
  readonly started: Instant
  /** Requests under way: their numbers, places and when they were sent. */
  readonly out: readonly Sent[]
  readonly sent: number
  readonly received: number
  readonly times: readonly number[]
}

interface Sent {
  readonly id: number
  readonly sequence: number
  readonly at: Instant
}

const NEXT = 'next'
const OVER = 'over'
const SIZE = 56
const LINGER = 10

const ping = (wording: Wording): Program<Memory | undefined> =>
  defineProgram<Memory | undefined>({
    catches: () => true,
    start(system) {
      const options = optionsOf(system.argv.slice(1))
      const { problem } = options
      if (problem !== '' || options.host === '') {
        system.complain(wording.usage(problem))
        system.exit(wording.unknownCode)
        return undefined
      }
      system.lookUp(options.host)
      if (options.deadline !== undefined) system.sleep(options.deadline, OVER)
      const name = options.host
      const empty = { address: '', out: [], sent: 0, received: 0, times: [] }
      return { options, name, started: system.now, ...empty }
    },
    receive: (memory, message, system) => memory && receive(memory, message, wording, system),
  })

/** busybox's `ping`. */
export const busyboxPing = ping(busybox)
/** iputils' `ping`. */
export const iputilsPing = ping(iputils)

const VALUED = 'cisWwtIMpQ'
const SWITCHES = '46AaDdfnqvRU'

function optionsOf(args: readonly string[]): Options {
  const given = new Map<string, string>()
  let host = ''
  let problem = ''
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    const letter = arg[1] ?? ''
    if (!arg.startsWith('-')) host = arg
    else if (!VALUED.includes(letter)) for (const each of arg.slice(1)) given.set(each, '')
    else {
      const value = arg.length > 2 ? arg.slice(2) : args[++index]
      if (value === undefined) problem ||= `option requires an argument -- '${letter}'`
      else if ('ciWwst'.includes(letter) && !Number.isFinite(Number(value))) {
        problem ||= `invalid number '${value}'`
      } else given.set(letter, value)
    }
  }
  const strange = [...given.keys()].find((each) => !(VALUED + SWITCHES).includes(each))
  if (strange !== undefined) problem ||= `invalid option -- '${strange}'`
  const number = (letter: string): number | undefined => {
    const value = Number(given.get(letter))
    return given.has(letter) && Number.isFinite(value) ? value : undefined
  }
  const micros = (letter: string): Duration | undefined => {
    const value = number(letter)
    return value === undefined ? undefined : Math.max(1, Math.round(seconds(value)))
  }
  return {
    host,
    problem,
    count: number('c'),
    interval: micros('i') ?? seconds(1),
    size: number('s') ?? SIZE,
    quiet: given.has('q'),
    ttl: number('t'),
    linger: micros('W') ?? seconds(LINGER),
    deadline: micros('w'),
  }
}

function receive(
  memory: Memory,
  message: ProcessMessage,
  wording: Wording,
  system: System,
): Memory {
  const { options } = memory
  switch (message.type) {
    case 'found': {
      const address = message.addresses[0] ?? ''
      system.print(wording.title(options.host, message.name, address, options.size))
      return sendNext({ ...memory, address, name: message.name, started: system.now }, system)
    }
    case 'failure':
      if (memory.address !== '') return unanswered(memory, message, wording, system)
      system.complain(wording.unknown(options.host, message.failure))
      system.exit(wording.unknownCode)
      return memory
    case 'echo':
      return answered(memory, message, wording, system)
    case 'exceeded': {
      const sent = memory.out.find(({ id }) => id === message.id)
      if (sent) system.print(wording.exceeded(message.from, sent.sequence + wording.first))
      return gone(memory, message.id)
    }
    case 'timer':
      if (message.tag === NEXT) return sendNext(memory, system)
      return message.tag === OVER ? finish(memory, wording, system) : memory
    case 'signal':
      return finish(memory, wording, system)
    default:
      return memory
  }
}

function sendNext(memory: Memory, system: System): Memory {
  const { options, address, sent } = memory
  const { ttl, linger, count, interval } = options
  const limit = ttl === undefined ? {} : { ttl }
  const id = system.ping({ address, timeout: linger, ...limit })
  const out = [...memory.out, { id, sequence: sent, at: system.now }]
  if (count === undefined || sent + 1 < count) system.sleep(interval, NEXT)
  else system.sleep(linger, OVER)
  return { ...memory, sent: sent + 1, out }
}

const gone = (memory: Memory, id: number): Memory => ({
  ...memory,
  out: memory.out.filter((each) => each.id !== id),
})

const isDone = ({ options, sent, out }: Memory): boolean =>
  options.count !== undefined && sent >= options.count && out.length === 0

function answered(
  memory: Memory,
  message: Extract<ProcessMessage, { type: 'echo' }>,
  wording: Wording,
  system: System,
): Memory {
  const sent = memory.out.find(({ id }) => id === message.id)
  if (!sent) return memory
  const { options, name } = memory
  const micros = system.now - sent.at
  const sequence = sent.sequence + wording.first
  const shown = options.host === memory.address ? message.from : name
  const { from: address, ttl } = message
  const { size } = options
  const reply = { address, name: shown, size, sequence, ttl, took: micros }
  if (!options.quiet) system.print(wording.reply(reply))
  const next = {
    ...gone(memory, message.id),
    received: memory.received + 1,
    times: [...memory.times, micros],
  }
  return isDone(next) ? finish(next, wording, system) : next
}

function unanswered(
  memory: Memory,
  message: Extract<ProcessMessage, { type: 'failure' }>,
  wording: Wording,
  system: System,
): Memory {
  const sent = memory.out.find(({ id }) => id === message.id)
  if (sent && message.failure.reason === 'rejected') {
    system.print(wording.rejected(memory.address, sent.sequence + wording.first))
  }
  const next = gone(memory, message.id)
  return isDone(next) ? finish(next, wording, system) : next
}

function finish(memory: Memory, wording: Wording, system: System): Memory {
  const { options, name, started } = memory
  const tally: Tally = { ...memory, elapsed: system.now - started }
  if (memory.address !== '') system.print(wording.summary(options.host, name, tally))
  system.exit(memory.received > 0 ? 0 : 1)
  return memory
}
