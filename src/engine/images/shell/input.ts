import type { System } from '../image'
import { complaint } from './complaint'
import { parseScript } from './parse'
import type { Session, ShellInput } from './session'

interface NextLine {
  readonly session: Session
  /** Whether there is nothing to do until more comes. */
  readonly isIdle: boolean
}

const BAD_SYNTAX = 2

/** An interactive shell takes its next command, or prompts for it. */
export function nextLine(session: Session, system: System): NextLine {
  const { input } = session
  if (!input) return { session, isIdle: true }
  const taken = takeCommand(input)
  if (!taken) return atEnd(session, input, system)
  const { script, rest } = taken
  const next = { ...session, input: { ...input, text: rest, isPrompted: false } }
  if ('unknown' in script) {
    system.complain(`sh: ${complaint(script)}\n`)
    return { session: { ...next, status: BAD_SYNTAX }, isIdle: false }
  }
  const frames = script.length === 0 ? [] : [{ type: 'script', script, next: 0 } as const]
  return { session: { ...next, frames }, isIdle: false }
}

// As many lines as make a whole command.
function takeCommand({ text, hasEnded }: ShellInput) {
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    const script = parseScript(text.slice(0, end))
    const isOpen = 'unknown' in script && script.isOpen
    if (!isOpen) return { script, rest: text.slice(end + 1) }
  }
  return hasEnded && text !== '' ? { script: parseScript(text), rest: '' } : undefined
}

function atEnd(session: Session, input: ShellInput, system: System): NextLine {
  if (input.hasEnded) {
    if (input.isTerminal && system.hasInput) system.print('\n')
    system.exit(session.status)
    return { session, isIdle: true }
  }
  if (!input.isTerminal || input.isPrompted) return { session, isIdle: true }
  system.print(input.text === '' ? prompt(session.directory, system) : '> ')
  return { session: { ...session, input: { ...input, isPrompted: true } }, isIdle: true }
}

function prompt(directory: string, { argv, hostname }: System): string {
  const shown = directory.replace(/^\/root(?=\/|$)/, '~')
  return argv[0]?.endsWith('bash') ? `root@${hostname}:${shown}# ` : `${shown} # `
}
