import { datesAt } from '../dates'
import type { System } from '../image'
import type { Programs } from '../program'
import { type Command, done, failed, instant, operands, pathIn } from './command'

const MOST_NUMBERS = 10_000

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

function env(args: readonly string[], system: System): ReturnType<Command> {
  const all: Record<string, string> = {
    PATH,
    HOSTNAME: system.hostname,
    ...(system.terminal ? { TERM: 'xterm' } : {}),
    ...system.environment,
  }
  all['HOME'] ??= '/root'
  const [name] = operands(args)
  if (name !== undefined) return all[name] === undefined ? { code: 1 } : done(`${all[name]}\n`)
  return done(
    Object.keys(all)
      .map((key) => `${key}=${all[key]}\n`)
      .join(''),
  )
}

function echo(words: readonly string[]): string {
  const options = /^-[ne]+$/.exec(words[0] ?? '')?.[0] ?? ''
  const text = words.slice(options === '' ? 0 : 1).join(' ')
  const shown = options.includes('e') ? unescaped(text) : text
  return options.includes('n') ? shown : `${shown}\n`
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '0': '\0',
}
const unescaped = (text: string): string =>
  text.replace(/\\([ntr\\0])/g, (_, letter: string) => ESCAPES[letter] ?? letter)

function printf([format = '', ...args]: readonly string[]): string {
  let next = 0
  const once = (): string =>
    unescaped(format).replace(/%(-?\d*)([sd%])/g, (_, width: string, kind: string) => {
      if (kind === '%') return '%'
      const text = args[next++] ?? (kind === 'd' ? '0' : '')
      const size = Math.abs(Number(width))
      return width.startsWith('-') ? text.padEnd(size) : text.padStart(size)
    })
  let text = once()
  while (next > 0 && next < args.length) text += once()
  return text
}

function date(args: readonly string[], system: System): string {
  const { http, day, time } = datesAt(system)
  const second = system.epoch + Math.floor(system.now / 1_000_000)
  const [weekday = '', number = '', month = ''] = http.replace(',', '').split(' ')
  const format = args.find((arg) => arg.startsWith('+'))?.slice(1)
  if (format === undefined)
    return `${weekday} ${month} ${number.replace(/^0/, ' ')} ${time} UTC ${day.slice(0, 4)}\n`
  const [hour = '', minute = '', seconds = ''] = time.split(':')
  const values: Readonly<Record<string, string>> = {
    Y: day.slice(0, 4),
    m: day.slice(5, 7),
    d: number,
    H: hour,
    M: minute,
    S: seconds,
    s: String(second),
    F: day,
    T: time,
    a: weekday,
    b: month,
    N: String((system.now % 1_000_000) * 1_000).padStart(9, '0'),
    Z: 'UTC',
    '%': '%',
  }
  return `${format.replace(/%([YmdHMSsFTabNZ%])/g, (_, letter: string) => values[letter] ?? '')}\n`
}

function seq(args: readonly string[]): string {
  const numbers = args.filter((arg) => /^-?\d+$/.test(arg)).map(Number)
  const [first = 1, step = 1, last = first] =
    numbers.length > 2
      ? numbers
      : numbers.length === 2
        ? [numbers[0], 1, numbers[1]]
        : [1, 1, numbers[0]]
  const length = step === 0 ? 0 : Math.floor((last - first) / step) + 1
  return Array.from(
    { length: Math.min(Math.max(length, 0), MOST_NUMBERS) },
    (_, index) => `${first + index * step}\n`,
  ).join('')
}

function test(args: readonly string[], system: System): boolean {
  const [first = '', second = '', third = ''] = args
  if (first === '!') return !test(args.slice(1), system)
  const and = args.indexOf('-a')
  if (and > 0) return test(args.slice(0, and), system) && test(args.slice(and + 1), system)
  if (args.length <= 1) return first !== ''
  return args.length === 2 ? testOne(first, second, system) : compare(first, second, third)
}

function testOne(operator: string, text: string, system: System): boolean {
  if (operator === '-n') return text !== ''
  if (operator === '-z') return text === ''
  const found = system.files.find(pathIn(system, text))
  if (operator === '-d') return found?.type === 'directory'
  if (operator === '-f') return found?.type === 'file'
  if (operator === '-s') return found?.type === 'file' && found.text !== ''
  return ['-e', '-r', '-w', '-x'].includes(operator) && found !== undefined
}

function compare(first: string, operator: string, third: string): boolean {
  const [left, right] = operator.startsWith('-') ? [numberIn(first), numberIn(third)] : [0, 0]
  switch (operator) {
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
    default:
      return operator === '-ge' && left >= right
  }
}

/** A word is compared as a number, and is none. */
class BadNumber extends Error {}

// musl reads no number in a text without digits as one that it cannot hold.
function numberIn(text: string): number {
  if (/^\s*[+-]?\d+\s*$/.test(text)) return Number(text)
  throw new BadNumber(/^\s*[+-]?\d/.test(text) ? `${text}: bad number` : 'out of range')
}

const tested: Command = (args, system) => {
  try {
    return { code: test(args, system) ? 0 : 1 }
  } catch (error) {
    if (error instanceof BadNumber) return failed(`sh: ${error.message}`, 2)
    throw error
  }
}

const bracket: Command = (args, system) =>
  args.at(-1) === ']' ? tested(args.slice(0, -1), system) : failed('sh: missing ]', 2)

function hostname(args: readonly string[], system: System): string {
  if (args[0] === '-i') return `${system.address}\n`
  const line = linesWith(system.files.read('/etc/hosts') ?? '', system.address)
  return args[0] === '-f' ? `${line ?? system.hostname}\n` : `${system.hostname}\n`
}

const linesWith = (hosts: string, address: string): string | undefined =>
  hosts
    .split('\n')
    .map((line) => line.split(/\s+/))
    .find(([first]) => first === address)?.[1]

const ID = 'uid=0(root) gid=0(root) groups=0(root),10(wheel)'

function uname(args: readonly string[], { hostname: host }: System): string {
  const all = ['Linux', host, '6.8.0-79-generic', '#79-Ubuntu SMP', 'x86_64', 'Linux']
  if (args[0] === '-a') return `${all.join(' ')}\n`
  return `${{ '-n': host, '-r': all[2], '-m': 'x86_64' }[args[0] ?? ''] ?? 'Linux'}\n`
}

const kill: Command = (args, system) => {
  const option = /^-(?:SIG)?([A-Z]+|\d+)$/.exec(args[0] ?? '')?.[1] ?? 'TERM'
  const names: Readonly<Record<string, string>> = {
    1: 'HUP',
    2: 'INT',
    3: 'QUIT',
    9: 'KILL',
    15: 'TERM',
  }
  const signal = `SIG${names[option] ?? option}` as Parameters<System['signal']>[1]
  for (const id of args.filter((arg) => /^\d+$/.test(arg))) {
    if (!system.signal(Number(id), signal)) {
      return failed(`sh: can't kill pid ${id}: No such process`)
    }
  }
  return done()
}

/** Commands that need neither files nor input. */
export const smallCommands: Programs = {
  ':': instant(() => done()),
  true: instant(() => done()),
  false: instant(() => ({ code: 1 })),
  echo: instant((args) => done(echo(args))),
  printf: instant((args) => done(printf(args))),
  hostname: instant((args, system) => done(hostname(args, system))),
  date: instant((args, system) => done(date(args, system))),
  env: instant(env),
  printenv: instant(env),
  id: instant((args) => done(`${args[0] === '-u' ? '0' : ID}\n`)),
  whoami: instant(() => done('root\n')),
  pwd: instant((_, system) => done(`${system.directory}\n`)),
  uname: instant((args, system) => done(uname(args, system))),
  seq: instant((args) => done(seq(args))),
  test: instant(tested),
  '[': instant(bracket),
  kill: instant(kill),
  clear: instant(() => done('\x1b[H\x1b[J')),
}
