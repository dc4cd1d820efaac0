import { parsePort } from '../flags'
import type { FetchFailure, System } from '../image'
import { nameProblem } from '../name-problem'
import { defineProgram } from '../program'
import { commandText, type Reply, readReply, words } from './protocol'

interface Memory {
  readonly host: string
  readonly port: number
  readonly password: string
  /** The command of the command line; none when it is asked for. */
  readonly command: readonly string[]
  readonly stream: number
  readonly isOpen: boolean
  readonly received: string
  readonly typed: string
  readonly hasEnded: boolean
  /** Commands that have been sent and not answered. */
  readonly waiting: number
  /** Replies that are nobody's concern: that of `-a`. */
  readonly hidden: number
}

const REDIS_PORT = 6379

/** `redis-cli`: one command, or a prompt. */
export const cli = defineProgram<Memory>({
  reads: (argv) => optionsOf(argv.slice(1)).command.length === 0,
  start(system) {
    const options = optionsOf(system.argv.slice(1))
    const { REDISCLI_AUTH = '' } = system.environment
    const memory: Memory = {
      ...options,
      password: options.password || REDISCLI_AUTH,
      stream: 0,
      isOpen: false,
      received: '',
      typed: '',
      hasEnded: !system.hasInput,
      waiting: 0,
      hidden: 0,
    }
    return { ...memory, stream: system.connect(options) }
  },
  receive(memory, message, system) {
    switch (message.type) {
      case 'connected':
        return opened(memory, system)
      case 'failure':
        system.complain(`${problem(memory, message.failure)}\n`)
        system.exit(1)
        return memory
      case 'input':
        return next({ ...memory, typed: memory.typed + message.text }, system)
      case 'end':
        return next({ ...memory, hasEnded: true }, system)
      case 'data':
        return heard({ ...memory, received: memory.received + message.text }, system)
      case 'ended':
      case 'broken':
        return leave(memory, 'Error: Server closed the connection\n', system)
      case 'signal':
        system.close(memory.stream)
        system.exit(130)
        return memory
      default:
        return memory
    }
  },
})

function leave(memory: Memory, text: string, system: System): Memory {
  if (memory.waiting > 0) system.complain(text)
  system.close(memory.stream)
  system.exit(memory.waiting > 0 ? 1 : 0)
  return memory
}

type Options = Pick<Memory, 'host' | 'port' | 'password' | 'command'>

function optionsOf(args: readonly string[]): Options {
  let options: Options = { host: '127.0.0.1', port: REDIS_PORT, password: '', command: [] }
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    const value = args[index + 1] ?? ''
    if (arg === '-h') options = { ...options, host: value }
    else if (arg === '-p') options = { ...options, port: parsePort(value) ?? REDIS_PORT }
    else if (arg === '-a' || arg === '--pass') options = { ...options, password: value }
    else if (arg === '-n') options = { ...options }
    else if (!arg.startsWith('-')) return { ...options, command: args.slice(index) }
    else continue
    index++
  }
  return options
}

function opened(memory: Memory, system: System): Memory {
  const { password, stream, command } = memory
  if (password !== '') system.send(stream, commandText(['AUTH', password]))
  const open = { ...memory, isOpen: true, hidden: password === '' ? 0 : 1 }
  if (command.length === 0) return prompted(open, system)
  system.send(stream, commandText(command))
  return { ...open, waiting: 1 }
}

function prompted(memory: Memory, system: System): Memory {
  if (system.terminal) system.print(`${memory.host}:${memory.port}> `)
  return next(memory, system)
}

// The next line that was typed, once the one before it has been answered.
function next(memory: Memory, system: System): Memory {
  const { isOpen, waiting, typed, hasEnded, stream } = memory
  if (!isOpen || waiting > 0 || memory.command.length > 0) return memory
  const end = typed.indexOf('\n')
  if (end < 0 && !hasEnded) return memory
  const line = end < 0 ? typed : typed.slice(0, end)
  const rest = end < 0 ? '' : typed.slice(end + 1)
  if (end < 0 && line.trim() === '') return leave(memory, '', system)
  const command = words(line.trim())
  const [name = ''] = command
  if (/^(exit|quit)$/i.test(name)) return leave(memory, '', system)
  if (name === '') return prompted({ ...memory, typed: rest }, system)
  system.send(stream, commandText(command))
  return { ...memory, typed: rest, waiting: 1 }
}

function heard(memory: Memory, system: System): Memory {
  const read = readReply(memory.received)
  if (!read) return memory
  const rest = { ...memory, received: memory.received.slice(read.end) }
  if (rest.hidden > 0) {
    if (read.value.type === 'error') system.complain(`AUTH failed: ${read.value.text}\n`)
    return heard({ ...rest, hidden: rest.hidden - 1 }, system)
  }
  const isError = read.value.type === 'error'
  system.print(`${system.terminal ? shown(read.value, '') : plain(read.value)}\n`)
  const done = { ...rest, waiting: 0 }
  if (memory.command.length === 0) return prompted(done, system)
  system.close(memory.stream)
  system.exit(isError ? 1 : 0)
  return done
}

// As it is shown in a terminal: with its type.
function shown(reply: Reply, indent: string): string {
  switch (reply.type) {
    case 'status':
      return reply.text
    case 'error':
      return `(error) ${reply.text}`
    case 'integer':
      return `(integer) ${reply.value}`
    case 'bulk':
      return reply.text === undefined ? '(nil)' : quoted(reply.text)
    case 'array': {
      const { items } = reply
      if (items.length === 0) return '(empty array)'
      const width = String(items.length).length
      return items
        .map((item, index) => {
          const number = `${String(index + 1).padStart(width)}) `
          return (index === 0 ? '' : indent) + number + shown(item, indent + ' '.repeat(width + 2))
        })
        .join('\n')
    }
  }
}

const quoted = (text: string): string =>
  // INFO and CLIENT LIST are texts for people.
  text.includes('\n')
    ? text.replaceAll('\r\n', '\n').replace(/\n$/, '')
    : `"${text.replace(/["\\]/g, '\\$&')}"`

// As it goes into a pipe: the text alone.
function plain(reply: Reply): string {
  switch (reply.type) {
    case 'integer':
      return String(reply.value)
    case 'array':
      return reply.items.map(plain).join('\n')
    default:
      return (reply.text ?? '').replaceAll('\r\n', '\n').replace(/\n$/, '')
  }
}

function problem({ host, port }: Memory, failure: FetchFailure): string {
  const where = `Could not connect to Redis at ${host}:${port}:`
  switch (failure.reason) {
    case 'name':
      return `${where} ${nameProblem(failure)}`
    case 'timeout':
      return `${where} Connection timed out`
    case 'unreachable':
      return `${where} No route to host`
    default:
      return `${where} Connection refused`
  }
}
