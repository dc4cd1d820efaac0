import { seconds } from '../../sim'
import type { ProcessMessage, System } from '../image'
import { defineProgram, type Program } from '../program'
import { type Options, parseOptions, portsOf } from './options'
import { busybox, openbsd, type Wording } from './wording'

interface Memory {
  readonly options: Options
  /** Ports that are still to be tried, when it scans. */
  readonly ports: readonly number[]
  /** The stream; 0 while there is none. */
  readonly stream: number
  readonly isOpen: boolean
  /** What was typed before the stream was there. */
  readonly typed: string
  readonly hasEnded: boolean
  /** How often something has come: a timer that was set before knows that it is out of date. */
  readonly heard: number
  readonly code: number
  /** While it finds out whether datagrams are refused. */
  readonly probing?: Probing | undefined
}

interface Probing {
  /** What is said when they are not. */
  readonly tells: string
  /** Seconds that are left. */
  readonly left: number
}

const DONE = 'done'
const PROBE = 'probe'

/** `nc`, in the words of one of its kinds. */
const netcat = (wording: Wording): Program<Memory | undefined> =>
  defineProgram({
    reads: () => true,
    start: (system) => start(wording, system),
    receive: (memory, message, system) => memory && receive(memory, message, wording, system),
  })

/** OpenBSD's netcat. */
export const openbsdNc = netcat(openbsd)
/** busybox's. */
export const busyboxNc = netcat(busybox)

function start(wording: Wording, system: System): Memory | undefined {
  const options = parseOptions(system.argv.slice(1))
  if ('unknown' in options) return giveUp(wording.usage(options.unknown), system)
  const problem = wording.problem(options)
  if (problem !== '') return giveUp(problem, system)
  const [port = 0, ...rest] = portsOf(options.port)
  const memory: Memory = {
    options,
    ports: rest,
    stream: 0,
    isOpen: false,
    typed: '',
    hasEnded: !system.hasInput,
    heard: 0,
    code: 0,
  }
  if (!options.listens) return connect(memory, port, system)
  if (options.isUdp) return giveUp('nc: listening for datagrams is not simulated\n', system)
  system.listen(port, { stream: true })
  system.complain(wording.listening(options))
  return memory
}

function giveUp(text: string, system: System): undefined {
  system.complain(text)
  system.exit(1)
}

function connect(memory: Memory, port: number, system: System): Memory {
  const { host, wait, isUdp } = memory.options
  const limit = wait === undefined ? {} : { timeout: seconds(wait) }
  return {
    ...memory,
    stream: system.connect({
      host,
      port,
      ...limit,
      ...(isUdp ? { protocol: 'UDP' as const } : {}),
    }),
  }
}

function receive(
  memory: Memory,
  message: ProcessMessage,
  wording: Wording,
  system: System,
): Memory {
  const { options, stream } = memory
  switch (message.type) {
    case 'input':
      return typed(memory, message.text, system)
    case 'end':
      return inputEnded({ ...memory, hasEnded: true }, system)
    case 'connected': {
      const tells = wording.connected(options, message.ends)
      const isDoubtful = options.isUdp && (tells !== '' || options.scans)
      if (isDoubtful) return probe(memory, { tells, left: probesOf(options) }, system)
      return connected(memory, tells, system)
    }
    case 'accepted':
      return accepted(memory, message, wording, system)
    case 'failure': {
      const [port = 0] = portsOf(options.port)
      const tried = options.scans ? triedPort(memory) : port
      system.complain(wording.failed(options, message.failure, tried))
      return nextPort(memory, 1, system)
    }
    case 'data':
      return message.id === stream ? heard(memory, message.text, system) : memory
    case 'ended':
      return message.id === stream ? left(memory, system) : memory
    case 'broken':
      if (message.id !== stream) return memory
      if (memory.probing) return nextPort({ ...memory, probing: undefined }, 1, system)
      return left({ ...memory, code: options.isUdp ? 0 : 1 }, system)
    case 'timer':
      if (message.tag === PROBE) return probedOnce(memory, system)
      if (message.tag === DONE || message.tag === String(memory.heard)) finish(memory, system)
      return memory
    case 'signal':
      finish(memory, system)
      return memory
    default:
      return memory
  }
}

function connected(memory: Memory, tells: string, system: System): Memory {
  system.complain(tells)
  return memory.options.scans ? nextPort(memory, 0, system) : opened(memory, system)
}

// Nobody answers a datagram: whoever is not told for a while that it was refused, has got through.
const probesOf = ({ wait }: Options): number => wait ?? 3

function probe(memory: Memory, probing: Probing, system: System): Memory {
  system.send(memory.stream, 'X')
  if (memory.probing === undefined) system.send(memory.stream, 'X')
  system.sleep(seconds(1), PROBE)
  return { ...memory, probing }
}

function probedOnce(memory: Memory, system: System): Memory {
  const { probing } = memory
  if (!probing) return memory
  const left = probing.left - 1
  if (left > 0) return probe(memory, { ...probing, left }, system)
  system.send(memory.stream, 'X')
  return connected({ ...memory, probing: undefined }, probing.tells, system)
}

const triedPort = ({ options, ports }: Memory): number => {
  const all = portsOf(options.port)
  return all[all.length - ports.length - 1] ?? 0
}

// A scan goes on to the next port; any that is open makes it a success.
function nextPort(memory: Memory, code: number, system: System): Memory {
  const { options, ports, stream } = memory
  system.close(stream)
  const isFirst = ports.length === portsOf(options.port).length - 1
  const next = { ...memory, code: isFirst ? code : Math.min(memory.code, code) }
  const [port, ...rest] = ports
  if (port !== undefined && options.scans) return connect({ ...next, ports: rest }, port, system)
  system.exit(next.code)
  return next
}

function opened(memory: Memory, system: System): Memory {
  system.send(memory.stream, memory.typed)
  const open = { ...memory, isOpen: true, typed: '' }
  return open.hasEnded ? inputEnded(open, system) : open
}

function accepted(
  memory: Memory,
  { id, from, port }: Extract<ProcessMessage, { type: 'accepted' }>,
  wording: Wording,
  system: System,
): Memory {
  if (memory.isOpen) {
    system.close(id)
    return memory
  }
  system.complain(wording.accepted(memory.options, from, port))
  return opened({ ...memory, stream: id }, system)
}

function typed(memory: Memory, text: string, system: System): Memory {
  if (!memory.isOpen) return { ...memory, typed: memory.typed + text }
  system.send(memory.stream, text)
  return memory
}

function heard(memory: Memory, text: string, system: System): Memory {
  system.print(text)
  const later = { ...memory, heard: memory.heard + 1 }
  if (later.hasEnded) waitForMore(later, system)
  return later
}

// `-w` counts from what was heard last.
function waitForMore({ options, heard: number }: Memory, system: System): void {
  if (options.wait !== undefined) system.sleep(seconds(options.wait), String(number))
}

// Without more to say it waits for the other end, unless it was told not to, or for how long.
function inputEnded(memory: Memory, system: System): Memory {
  const { options, isOpen, stream } = memory
  if (!isOpen) return memory
  if (options.finishes) system.finish(stream)
  if (options.quit !== undefined) system.sleep(seconds(Math.max(options.quit, 0)), DONE)
  else waitForMore(memory, system)
  return memory
}

function left(memory: Memory, system: System): Memory {
  const { options } = memory
  if (options.listens && options.keeps) {
    system.close(memory.stream)
    return { ...memory, stream: 0, isOpen: false }
  }
  finish(memory, system)
  return memory
}

function finish({ stream, code }: Memory, system: System): void {
  if (stream !== 0) system.close(stream)
  system.exit(code)
}
