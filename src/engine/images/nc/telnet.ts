import { parsePort } from '../flags'
import type { FetchFailure, System } from '../image'
import { defineProgram } from '../program'

interface Memory {
  readonly host: string
  readonly stream: number
  readonly isOpen: boolean
  readonly typed: string
  readonly hasEnded: boolean
}

const TELNET = 23

/** busybox's telnet: lines as they are typed, and what comes back. */
export const telnet = defineProgram<Memory | undefined>({
  reads: () => true,
  start(system) {
    const [host, given] = system.argv.slice(1).filter((arg) => !arg.startsWith('-'))
    const port = given === undefined ? TELNET : parsePort(given)
    if (host === undefined || port === undefined) {
      system.complain(
        host === undefined
          ? 'BusyBox v1.37.0 multi-call binary.\n\nUsage: telnet [-a] [-l USER] HOST [PORT]\n'
          : `telnet: bad port '${given}'\n`,
      )
      system.exit(1)
      return undefined
    }
    return {
      host,
      stream: system.connect({ host, port }),
      isOpen: false,
      typed: '',
      hasEnded: false,
    }
  },
  receive(memory, message, system) {
    if (!memory) return memory
    switch (message.type) {
      case 'connected':
        system.print(`Connected to ${memory.host}\n`)
        system.send(memory.stream, memory.typed)
        if (memory.hasEnded) leave(memory.stream, 0, system)
        return { ...memory, isOpen: true, typed: '' }
      case 'failure':
        system.complain(`telnet: ${problem(memory.host, message.failure)}\n`)
        system.exit(1)
        return memory
      case 'input': {
        const text = message.text.replace(/\r?\n/g, '\r\n')
        if (!memory.isOpen) return { ...memory, typed: memory.typed + text }
        system.send(memory.stream, text)
        return memory
      }
      case 'data':
        system.print(message.text)
        return memory
      case 'ended':
      case 'broken':
        system.print('Connection closed by foreign host\r\n')
        leave(memory.stream, 1, system)
        return memory
      case 'end':
        if (memory.isOpen) leave(memory.stream, 0, system)
        return { ...memory, hasEnded: true }
      case 'signal':
        leave(memory.stream, 1, system)
        return memory
      default:
        return memory
    }
  },
})

function leave(stream: number, code: number, system: System): void {
  system.close(stream)
  system.exit(code)
}

function problem(host: string, failure: FetchFailure): string {
  if (failure.reason === 'name') return `bad address '${host}'`
  const where = `can't connect to remote host (${'address' in failure ? failure.address : host})`
  if (failure.reason === 'timeout') return `${where}: Connection timed out`
  const isThere = failure.reason !== 'unreachable'
  return `${where}: ${isThere ? 'Connection refused' : 'Host is unreachable'}`
}
