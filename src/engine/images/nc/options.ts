import { parsePort } from '../flags'

/** What `nc` is asked to do, in either of its kinds. */
export interface Options {
  readonly listens: boolean
  /** Listens on after a client has gone. */
  readonly keeps: boolean
  /** Says nothing: only looks whether somebody listens (`-z`). */
  readonly scans: boolean
  /** Closes its half when its input is at its end (openbsd's `-N`). */
  readonly finishes: boolean
  readonly isUdp: boolean
  readonly numeric: boolean
  /** How often `-v` was given. */
  readonly verbose: number
  /** What `-w` was given. */
  readonly waitText: string
  /** Seconds to wait for a connection, and for the other end when there is no more input. */
  readonly wait?: number
  /** Seconds after the end of the input (`-q`). */
  readonly quit?: number
  readonly host: string
  /** As it was given; a range when it scans. */
  readonly port: string
}

const SWITCHES = 'klnuvzN46rtU'
const VALUED = 'pqwisoeX'

/** Takes the words of a command line; letters may be joined, and a value may follow its letter. */
export function parseOptions(args: readonly string[]): Options | { readonly unknown: string } {
  const given = new Map<string, string>()
  const words: string[] = []
  let verbose = 0
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (!/^-[^-]/.test(arg)) {
      words.push(arg)
      continue
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] ?? ''
      if (VALUED.includes(letter)) {
        const tail = arg.slice(at + 1)
        given.set(letter, tail === '' ? (args[++index] ?? '') : tail)
        break
      }
      if (!SWITCHES.includes(letter)) return { unknown: letter }
      if (letter === 'v') verbose++
      given.set(letter, '')
    }
  }
  return optionsOf(given, words, verbose)
}

function optionsOf(
  given: ReadonlyMap<string, string>,
  words: readonly string[],
  verbose: number,
): Options {
  const listens = given.has('l')
  const [first = '', second = ''] = words
  // `nc -l 8080` (openbsd) and `nc -l -p 8080` (both).
  const only = listens && second === '' && parsePort(first) !== undefined
  const wait = given.get('w')
  const quit = given.get('q')
  return {
    listens,
    keeps: given.has('k'),
    scans: given.has('z'),
    finishes: given.has('N'),
    isUdp: given.has('u'),
    numeric: given.has('n'),
    verbose,
    waitText: wait ?? '',
    ...(wait === undefined ? {} : { wait: Number(wait) }),
    ...(quit === undefined ? {} : { quit: Number(quit) }),
    host: only ? '' : first,
    port: listens ? (given.get('p') ?? (only ? first : second)) : second,
  }
}

const MOST_PORTS = 1_024

/** The ports of `80` or `80-90`; empty when it is neither. */
export function portsOf(text: string): readonly number[] {
  const [, from = '', to] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? []
  const first = parsePort(from)
  const last = to === undefined ? first : parsePort(to)
  if (first === undefined || last === undefined) return []
  const count = Math.min(Math.max(last - first + 1, 0), MOST_PORTS)
  return Array.from({ length: count }, (_, index) => first + index)
}
