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
}

const DONE = 'done'

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
  const ports = portsOf(options.port)
  if (options.port === '') return giveUp(wording.usage(undefined), system)
  const [port, ...rest] = ports
  if (port === undefined) return giveUp(wording.badPort(options.port), system)
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
    case 'connected':
      system.complain(wording.connected(options, message.ends))
      return options.scans ? nextPort(memory, 0, system) : opened(memory, system)
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
      return message.id === stream ? left({ ...memory, code: 1 }, system) : memory
    case 'timer':
      if (message.tag === DONE || message.tag === String(memory.heard)) finish(memory, system)
      return memory
    case 'signal':
      finish(memory, system)
      return memory
    default:
      return memory
  }
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
