import { seconds } from '../../sim'
import { parseFlags, parsePort } from '../flags'
import { parseGoDuration } from '../http'
import type { ConnectionEnds, FetchFailure, System } from '../image'
import { isAddress } from '../nslookup/query'
import { defineProgram } from '../program'
import { dialError, endsText, lookupError } from './go-errors'

interface Memory {
  readonly host: string
  readonly port: number
  readonly isUdp: boolean
  readonly stream: number
  readonly data: string
  /** What the client waits at most for an answer to its datagram; 0: for ever. */
  readonly timeout: number
  readonly ends?: ConnectionEnds
}

const FLAGS = {
  timeout: 'value',
  protocol: 'value',
  'udp-data': 'value',
  'sctp-data': 'value',
} as const

const USAGE = 'Usage:\n  app connect [host:port] [flags]\n\n'

/** The kernel gives up after so long, whatever the program is told. */
const KERNEL = seconds(127)

/** Tries to open one connection, and says in one word why it could not. */
export const connect = defineProgram<Memory | undefined>({
  start(system) {
    const { values, rest, error } = parseFlags(system.argv.slice(2), FLAGS)
    const timeout = parseGoDuration(values.timeout ?? '0')
    if (error !== undefined) return end(`Error: ${asCobra(error)}\n${USAGE}`, system)
    if (timeout === undefined) {
      const why = `time: invalid duration "${values.timeout}"`
      const what = `invalid argument "${values.timeout}" for "--timeout" flag: ${why}`
      return end(`Error: ${what}\n${USAGE}`, system)
    }
    const [place = ''] = rest
    if (rest.length !== 1) {
      return end(`Error: accepts 1 arg(s), received ${rest.length}\n${USAGE}`, system)
    }
    const { protocol = 'tcp' } = values
    if (protocol === 'sctp') return end('connect: SCTP is not simulated here\n', system)
    if (!['', 'tcp', 'udp'].includes(protocol)) {
      return end(`Unsupported protocol\n${protocol}`, system)
    }
    const [, host = '', number = ''] = /^(.*):([^:]*)$/.exec(place) ?? []
    const port = parsePort(number)
    if (!place.includes(':')) {
      return end(`UNKNOWN: address ${place}: missing port in address\n`, system)
    }
    if (port === undefined) return end(`DNS: lookup tcp/${number}: unknown port\n`, system)
    const isUdp = protocol === 'udp'
    const limit = !isUdp && timeout > 0 ? { timeout: Math.min(timeout, KERNEL) } : {}
    const kind = isUdp ? { protocol: 'UDP' as const } : {}
    const stream = system.connect({ host: host || '127.0.0.1', port, ...limit, ...kind })
    return { host, port, isUdp, stream, data: values['udp-data'] ?? 'hostname', timeout }
  },

  receive(memory, message, system) {
    if (!memory) return memory
    switch (message.type) {
      case 'connected':
        return connected({ ...memory, ends: message.ends }, system)
      case 'failure':
        return end(failureText(memory, message.failure, system), system)
      case 'data':
        system.close(memory.stream)
        system.exit(0)
        return undefined
      case 'broken':
        return end(`REFUSED: read udp ${ends(memory)}: read: connection refused\n`, system)
      case 'timer':
        return end(`TIMEOUT: read udp ${ends(memory)}: i/o timeout\n`, system)
      case 'signal':
        system.exit(2)
        return memory
      default:
        return memory
    }
  },
})

const asCobra = (error: string): string =>
  error.replace('flag provided but not defined: -', 'unknown flag: --')

function end(text: string, system: System): undefined {
  system.complain(text)
  system.exit(1)
}

function connected(memory: Memory, system: System): Memory {
  const { isUdp, stream, data, timeout } = memory
  if (!isUdp) {
    system.close(stream)
    system.exit(0)
    return memory
  }
  system.send(stream, `${data}\n`)
  if (timeout > 0) system.sleep(timeout)
  return memory
}

const ends = (memory: Memory): string => (memory.ends ? endsText(memory.ends) : '')

function failureText({ host, port }: Memory, failure: FetchFailure, system: System): string {
  switch (failure.reason) {
    case 'name':
      return `DNS: ${lookupError(host, failure, system)}\n`
    case 'timeout':
      return 'TIMEOUT\n'
    case 'refused':
    case 'rejected':
      return 'REFUSED\n'
    default: {
      const address = 'address' in failure && !isAddress(host) ? failure.address : host
      return `OTHER: ${dialError(`${address}:${port}`, failure)}\n`
    }
  }
}
