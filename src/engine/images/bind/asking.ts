import type { Answer, Edns } from '../../api/dns'
import { type Instant, seconds } from '../../sim'
import type { ProcessMessage, System } from '../image'
import { absolute, isAddress, type Resolvers, reverseName } from '../nslookup/query'

/** What one asks for. */
export interface Query {
  /** As it was typed. */
  readonly name: string
  readonly type: string
  /** Absolute names, one to be asked after the other until one is there. */
  readonly candidates: readonly string[]
}

/** A question that is out, and how often it has been. */
export interface Pending {
  readonly query: Query
  readonly candidate: number
  readonly tries: number
  readonly id: number
  readonly asked: Instant
}

/** What came of a question. */
export type Heard =
  | { readonly type: 'answer'; readonly answer: Answer; readonly took: number }
  /** Nobody has answered this try. */
  | { readonly type: 'silence'; readonly why: 'timed out' | 'connection refused' }

/** Whom it asks, how long it waits, and how often it tries. */
export interface Patience {
  readonly server: string
  readonly port: number
  /** Seconds. */
  readonly timeout: number
  readonly tries: number
  readonly protocol?: 'TCP'
  /** Whether it wants the server to ask others; it does when absent. */
  readonly recurses?: boolean
  /** What it says of itself beside the question. */
  readonly edns?: Edns
}

const DEFAULT = { port: 53, timeout: 5, tries: 3 } as const

/** bind's own patience: three times five seconds. */
export const patienceWith = (server: string): Patience => ({ ...DEFAULT, server })

/** What `host` and `nslookup` remember of a question that they have been given. */
export interface Asking {
  readonly patience: Patience
  /** The server as it was typed, where one was. */
  readonly server: string | undefined
  readonly query: Query
  /** Absent until the server's address is known. */
  readonly pending: Pending | undefined
  /** Whether no type was given: several are asked for then. */
  readonly isDefault: boolean
}

/** How one of these two goes on. */
export interface Conduct<M extends Asking> {
  readonly program: string
  /** What it says when nobody has answered. */
  readonly lastWord: string
  /** The server's address is known. */
  begin(memory: M, server: string, system: System): M
  answered(memory: M, pending: Pending, answer: Answer, system: System): M
}

/** Hears first of the server's address, then what becomes of the questions to it. */
export function goOn<M extends Asking>(
  memory: M,
  message: ProcessMessage,
  system: System,
  conduct: Conduct<M>,
): M {
  const { pending, patience } = memory
  if (!pending) {
    const names = { program: conduct.program, server: memory.server ?? '' }
    const address = serverIn(message, names, system)
    return address === undefined ? memory : conduct.begin(memory, address, system)
  }
  const heard = heardOf(pending, message, system)
  if (!heard) return memory
  if (heard.type === 'answer') return conduct.answered(memory, pending, heard.answer, system)
  const again = askedAgain(pending, heard.why, patience, system)
  if (again) return { ...memory, pending: again }
  system.print(conduct.lastWord)
  system.exit(1)
  return memory
}

/** Puts a question for the first of its names. */
export const ask = (query: Query, patience: Patience, system: System): Pending =>
  put(query, { candidate: 0, tries: 0 }, patience, system)

/** Puts it for the next of its names, where an answer leads on to one. */
export const askedOn = (
  { query, candidate }: Pending,
  answer: Answer,
  patience: Patience,
  system: System,
): Pending | undefined =>
  walksOn(answer) && candidate + 1 < query.candidates.length
    ? put(query, { candidate: candidate + 1, tries: 0 }, patience, system)
    : undefined

/** Says that nobody has answered, and puts the question again; undefined after the last try. */
export function askedAgain(
  pending: Pending,
  why: string,
  patience: Patience,
  system: System,
): Pending | undefined {
  const { server, port, tries } = patience
  system.print(`;; communications error to ${server}#${port}: ${why}\n`)
  return pending.tries < tries ? put(pending.query, pending, patience, system) : undefined
}

/** Puts the question of a candidate, for the first time or again. */
export function put(
  query: Query,
  { candidate, tries }: Pick<Pending, 'candidate' | 'tries'>,
  { server, port, timeout, protocol, edns, recurses = true }: Patience,
  system: System,
): Pending {
  const name = query.candidates[candidate] ?? absolute(query.name)
  const question = {
    name,
    type: query.type,
    ...(recurses ? {} : { recursionDesired: false as const }),
    ...(edns ? { edns } : {}),
  }
  const way = protocol ? { protocol } : {}
  const id = system.ask({ question, server, port, timeout: seconds(timeout), ...way })
  return { query, candidate, tries: tries + 1, id, asked: system.now }
}

/** What a message says of a question; undefined when it is about something else. */
export function heardOf(
  { id, asked }: Pending,
  message: ProcessMessage,
  system: System,
): Heard | undefined {
  if (message.type === 'answer' && message.id === id) {
    const took = Math.floor((system.now - asked) / 1_000)
    return { type: 'answer', answer: message.answer, took }
  }
  if (message.type !== 'failure' || message.id !== id) return undefined
  const isRefused = message.failure.reason === 'rejected' || message.failure.reason === 'refused'
  return { type: 'silence', why: isRefused ? 'connection refused' : 'timed out' }
}

/**
 * The names that a search walk tries: the name itself first when it has as many dots as `ndots`
 * says, else last.
 */
export function searched(name: string, { search, ndots }: Resolvers): readonly string[] {
  if (name.endsWith('.')) return [name]
  const own = `${name}.`
  const others = search.map((domain) => absolute(`${name}.${domain}`))
  const dots = name.split('.').length - 1
  return dots >= ndots ? [own, ...others] : [...others, own]
}

/** The names to ask for: of an address its reverse name, of a name those of a search walk. */
export const candidatesFor = (name: string, resolvers: Resolvers): readonly string[] =>
  isAddress(name) ? [`${reverseName(name)}.`] : searched(name, resolvers)

/** Whether there are records of the type. */
export const isThere = ({ rcode, answers }: Answer): boolean =>
  rcode === 'NOERROR' && answers.length > 0

// Only a denial leads on to the next name: not that there is nothing of the type (next_origin).
const walksOn = ({ rcode }: Answer): boolean => rcode === 'NXDOMAIN'

const LONGEST_LABEL = 63
const LONGEST_NAME = 253

/** Why a name cannot be put into a question, as bind says it. */
export function illegality(name: string): string | undefined {
  const bare = name.replace(/\.$/, '')
  if (bare === '') return undefined
  const labels = bare.split('.')
  const wrong = labels.find((label) => label === '' || label.length > LONGEST_LABEL)
  if (wrong !== undefined) return wrong === '' ? 'empty label' : 'label too long'
  return bare.length > LONGEST_NAME ? 'ran out of space' : undefined
}

/** Says that a name is none, and ends; false when it is one. */
export function refusesName(program: string, name: string, system: System): boolean {
  const why = illegality(name)
  if (why === undefined) return false
  const isAbsolute = name.endsWith('.')
  const word = isAbsolute ? 'is not a legal name' : 'is not in legal name syntax'
  system.complain(`${program}: '${name}' ${word} (${why})\n`)
  system.exit(isAbsolute && program !== 'host' ? FATAL : 1)
  return true
}

/** bind's exit code for what it cannot go on after. */
export const FATAL = 10

/** What a message says of a name server's own address; it ends when there is none. */
export function serverIn(
  message: ProcessMessage,
  { program, server }: { readonly program: string; readonly server: string },
  system: System,
): string | undefined {
  const [address] = message.type === 'found' ? message.addresses : []
  if (address !== undefined) return address
  if (message.type !== 'failure' && message.type !== 'found') return undefined
  system.complain(`${program}: couldn't get address for '${server}': not found\n`)
  system.exit(1)
  return undefined
}
