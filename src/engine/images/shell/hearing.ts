import type { ProcessMessage } from '../image'
import { programOf } from '../program'
import { Children } from './children'
import { numberOf } from './numbers'
import { isWaiting, runShell } from './run'
import type { Runner } from './runner'
import { type Child, isReading, type Session, unreadOf } from './session'
import { caught } from './traps'

// Something has come for one of a shell's programs, or for the shell itself.
function heard(memory: Session, message: ProcessMessage, runner: Runner): Session {
  if (message.type === 'timer') {
    const own = /^(\d+)\|(.*)$/s.exec(message.tag)
    if (!own) return runShell(memory, runner)
    return passed(memory, Number(own[1]), { type: 'timer', tag: own[2] ?? '' }, runner)
  }
  const child = childFor(memory, message)
  return child ? passed(memory, child.number, message, runner) : memory
}

// Answers go to whoever asked; what comes from outside, to the program that may be listening.
function childFor({ children }: Session, message: ProcessMessage): Child | undefined {
  const asked = 'id' in message && children.find(({ awaits }) => awaits.includes(message.id))
  if (asked || isAnswer(message)) return asked || undefined
  return children.find(({ isBackground }) => !isBackground) ?? children[0]
}

const ANSWERS = new Set(['response', 'failure', 'answer', 'connected', 'found', 'echo', 'exceeded'])
const isAnswer = ({ type }: ProcessMessage): boolean => ANSWERS.has(type)

function passed(memory: Session, number: number, message: ProcessMessage, runner: Runner): Session {
  const next = new Children(memory, runner).hear(number, message)
  const hasEnded = next.children.length < memory.children.length
  return hasEnded ? runShell(next, runner) : next
}

// Text has come on standard input, or its end.
function typedIn(
  memory: Session,
  message: Extract<ProcessMessage, { type: 'input' | 'end' }>,
  runner: Runner,
): Session {
  const children = new Children(memory, runner)
  const reader = memory.children.find((child) => child.hasOwnInput && children.reads(child))
  if (reader) return passed(memory, reader.number, message, runner)
  const { input } = memory
  if (!input) {
    const { text, hasEnded } = unreadOf(memory, true)
    const isEnd = message.type === 'end'
    const unread = isEnd ? { text, hasEnded: true } : { text: text + message.text, hasEnded }
    const grown = { ...memory, unread }
    return isReading(grown) ? runShell(grown, runner) : grown
  }
  const next =
    message.type === 'end'
      ? { ...input, hasEnded: true }
      : {
          ...input,
          text: input.text + message.text,
          isPrompted: input.isPrompted === true && !message.text.includes('\n'),
        }
  const grown = { ...memory, input: next }
  return isWaiting(grown) ? grown : runShell(grown, runner)
}

const INTERRUPTED = 130
const HUNG_UP = 129

// A signal has come: an interactive shell gives up what it is at, and prompts again.
function interrupted(
  memory: Session,
  signal: Extract<ProcessMessage, { type: 'signal' }>['signal'],
  runner: Runner,
): Session {
  const { system, found } = runner
  const noted = caught(memory, signal)
  if (noted) return isWaiting(noted) ? noted : runShell(noted, runner)
  const [child] = memory.children.filter(({ isBackground }) => !isBackground)
  if (memory.input && signal === 'SIGHUP') system.exit(HUNG_UP)
  else if (memory.input && signal === 'SIGINT') {
    system.print('\n')
    for (const each of memory.children.filter(({ isBackground }) => !isBackground)) {
      for (const open of each.awaits) system.close(open)
    }
    const children = memory.children.filter(({ isBackground }) => isBackground)
    const input = { ...memory.input, text: '', isPrompted: false }
    return runShell({ ...memory, input, children, frames: [], status: INTERRUPTED }, runner)
  } else if (child && isLast(memory)) {
    // The shell itself is process 1: it ignores SIGTERM, and so does not pass it on; but the last
    // command of a script takes the shell's place, and hears it.
    const program = programOf(found(), child.argv[0] ?? '')
    if (program?.catches?.(child.argv)) {
      return passed(memory, child.number, { type: 'signal', signal }, runner)
    }
  } else if (signal === 'SIGINT') system.exit(INTERRUPTED)
  return memory
}

const isLast = ({ frames, input }: Session): boolean =>
  input === undefined &&
  frames.every((frame) => frame.type === 'script' && frame.next >= frame.script.length)

/** Lets a shell take in a message. */
export function receive(memory: Session, message: ProcessMessage, runner: Runner): Session {
  switch (message.type) {
    case 'signal':
      return interrupted(memory, message.signal, runner)
    case 'kill': {
      const shell = runner.system.pid ?? 1
      const child = memory.children.find(({ number }) => numberOf(shell, number) === message.id)
      const next = child && new Children(memory, runner).kill(child.number, message.signal)
      return next && !isWaiting(next) && isWaiting(memory)
        ? runShell(next, runner)
        : (next ?? memory)
    }
    case 'input':
    case 'end':
      return typedIn(memory, message, runner)
    default:
      return heard(memory, message, runner)
  }
}
