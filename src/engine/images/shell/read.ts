import type { Session } from './session'

/** What `read` is to do with a line. */
export interface Reading {
  readonly names: readonly string[]
  /** `-r`: a backslash is a letter like any other. */
  readonly isRaw: boolean
}

/** The words after `read`. */
export function readingOf(args: readonly string[]): Reading & { readonly prompt?: string } {
  const names: string[] = []
  let isRaw = false
  let prompt: string | undefined
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (!arg.startsWith('-') || names.length > 0) names.push(arg)
    else {
      isRaw ||= arg.includes('r')
      if (arg.endsWith('p')) prompt = args[++at] ?? ''
      else if (/[tnd]$/.test(arg)) at++
    }
  }
  const whole = { names: names.length > 0 ? names : ['REPLY'], isRaw }
  return prompt === undefined ? whole : { ...whole, prompt }
}

/** What has come on standard input, and nobody has read. */
export interface Unread {
  readonly text: string
  readonly hasEnded: boolean
}

/** Reads a line; undefined while there is none yet. */
export function readLine(
  reading: Reading,
  current: Session,
  { text, hasEnded }: Unread,
): { readonly session: Session; readonly rest: string } | undefined {
  const end = endOf(text, reading.isRaw)
  if (end < 0 && !hasEnded) return undefined
  const line = end < 0 ? text : text.slice(0, end)
  const variables = { ...current.variables, ...assigned(reading, line) }
  const session = { ...current, variables, status: end < 0 ? 1 : 0 }
  return { session, rest: end < 0 ? '' : text.slice(end + 1) }
}

// A line goes on after a backslash at its end.
function endOf(text: string, isRaw: boolean): number {
  if (isRaw) return text.indexOf('\n')
  return /^(?:[^\\\n]|\\[\s\S])*\n/.exec(text)?.[0].lastIndexOf('\n') ?? -1
}

// One word a name; what is left goes to the last.
function assigned({ names, isRaw }: Reading, line: string): Readonly<Record<string, string>> {
  let rest = (isRaw ? line : line.replace(/\\\n/g, '').replace(/\\([\s\S])/g, '$1'))
    .replace(/^[ \t]+/, '')
    .replace(/[ \t]+$/, '')
  const values: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const blank = index < names.length - 1 ? /[ \t]+/.exec(rest) : null
    values[name] = blank ? rest.slice(0, blank.index) : rest
    rest = blank ? rest.slice(blank.index + blank[0].length) : ''
    if (!blank && index < names.length - 1) rest = ''
  }
  return values
}
