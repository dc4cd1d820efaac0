import { datesAt } from '../dates'
import type { System } from '../image'
import type { Session } from './session'

/** A command that is done at once. */
export type Applet = (argv: readonly string[], session: Session, system: System) => AppletResult

/** What it came to; `session` when it changed files or variables. */
export interface AppletResult {
  readonly code: number
  readonly output?: string
  readonly error?: string
  readonly session?: Session
}

const MOST_NUMBERS = 10_000

const done = (output = ''): AppletResult => ({ code: 0, output })
const failed = (error: string, code = 1): AppletResult => ({ code, error: `${error}\n` })

const operands = (argv: readonly string[]): readonly string[] =>
  argv.slice(1).filter((arg) => !arg.startsWith('-'))

/** A file as the container sees it: written since it began, or made by the runtime. */
export function readFile(path: string, session: Session, system: System): string | undefined {
  if (Object.hasOwn(session.files, path)) return session.files[path]
  if (path === '/dev/null') return ''
  return path === '/etc/hostname' ? `${system.hostname}\n` : undefined
}

/** busybox's small commands, as far as scripts of examples use them. */
export const applets: Readonly<Record<string, Applet>> = {
  ':': () => done(),
  true: () => done(),
  false: () => ({ code: 1 }),
  echo: (argv) => done(echo(argv.slice(1))),
  printf: (argv) => done(argv[1]?.replaceAll('\\n', '\n').replace('%s', argv[2] ?? '')),
  hostname: (argv, _, system) => done(`${argv[1] === '-i' ? system.address : system.hostname}\n`),
  date: (_, __, system) =>
    done(`${datesAt(system).http.replace(/(\d{4}) (.*) GMT/, '$2 UTC $1')}\n`),
  env: (_, session, { environment }) => {
    const all = { ...environment, ...session.variables }
    return done(
      Object.keys(all)
        .map((key) => `${key}=${all[key]}\n`)
        .join(''),
    )
  },
  id: () => done('uid=0(root) gid=0(root) groups=0(root),10(wheel)\n'),
  whoami: () => done('root\n'),
  pwd: () => done('/\n'),
  mkdir: () => done(),
  seq(argv) {
    const [first = 1, last = first] = operands(argv).map(Number)
    const start = operands(argv).length > 1 ? first : 1
    const length = Math.min(Math.max(last - start + 1, 0), MOST_NUMBERS)
    return done(Array.from({ length }, (_, index) => `${start + index}\n`).join(''))
  },
  cat(argv, session, system) {
    let output = ''
    for (const path of operands(argv)) {
      const text = readFile(path, session, system)
      if (text === undefined) {
        return { ...failed(`cat: can't open '${path}': No such file or directory`), output }
      }
      output += text
    }
    return done(output)
  },
  touch(argv, session, system) {
    const made = operands(argv).map((path) => [path, readFile(path, session, system) ?? ''])
    return { code: 0, session: withFiles(session, Object.fromEntries(made)) }
  },
  rm(argv, session, system) {
    const force = argv.some((arg) => /^-\w*f/.test(arg))
    const paths = operands(argv)
    const missing = paths.find((path) => readFile(path, session, system) === undefined)
    const gone = Object.fromEntries(paths.map((path) => [path, undefined]))
    const next = { session: withFiles(session, gone) }
    if (missing === undefined || force) return { code: 0, ...next }
    return { ...failed(`rm: can't remove '${missing}': No such file or directory`), ...next }
  },
  test: (argv, session, system) => ({ code: test(argv.slice(1), session, system) ? 0 : 1 }),
  '[': (argv, session, system) =>
    argv.at(-1) === ']'
      ? { code: test(argv.slice(1, -1), session, system) ? 0 : 1 }
      : failed('sh: missing ]', 2),
}

const withFiles = (session: Session, files: Session['files']): Session => ({
  ...session,
  files: { ...session.files, ...files },
})

function echo(words: readonly string[]): string {
  const bare = words[0] === '-n'
  const escapes = words[0] === '-e'
  const text = words.slice(bare || escapes ? 1 : 0).join(' ')
  const shown = escapes ? text.replaceAll('\\n', '\n').replaceAll('\\t', '\t') : text
  return bare ? shown : `${shown}\n`
}

function test(argv: readonly string[], session: Session, system: System): boolean {
  const [first = '', second = '', third = ''] = argv
  if (first === '!') return !test(argv.slice(1), session, system)
  if (argv.length <= 1) return first !== ''
  if (argv.length === 2) {
    if (first === '-n') return second !== ''
    if (first === '-z') return second === ''
    const text = readFile(second, session, system)
    if (first === '-s') return text !== undefined && text !== ''
    return ['-e', '-f', '-r'].includes(first) && text !== undefined
  }
  const [left, right] = [Number(first), Number(third)]
  switch (second) {
    case '=':
    case '==':
      return first === third
    case '!=':
      return first !== third
    case '-eq':
      return left === right
    case '-ne':
      return left !== right
    case '-lt':
      return left < right
    case '-le':
      return left <= right
    case '-gt':
      return left > right
    case '-ge':
      return left >= right
    default:
      return false
  }
}
