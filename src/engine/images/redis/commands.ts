import { type Duration, type Instant, seconds } from '../../sim'
import { globOf } from '../shell/glob'
import { bulk, error, integer, type Reply, status, texts } from './protocol'

/** What the server keeps. */
export interface Database {
  readonly values: Readonly<Record<string, Value>>
  /** When keys vanish. */
  readonly expiry: Readonly<Record<string, Instant>>
}

type Value =
  | { readonly type: 'string'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'hash'; readonly fields: Readonly<Record<string, string>> }

/** An empty one. */
export const emptyDatabase: Database = { values: {}, expiry: {} }

/** What a command comes to. */
export interface Outcome {
  readonly reply: Reply
  /** Absent where nothing has changed. */
  readonly database?: Database
}

type Run = (args: readonly string[], database: Database, now: Instant) => Outcome

interface Command {
  /** Words with the name; negative for at least so many. */
  readonly arity: number
  readonly run: Run
}

const OK = status('OK')
const WRONG_TYPE = error('WRONGTYPE Operation against a key holding the wrong kind of value')
const NO_INTEGER = error('ERR value is not an integer or out of range')

const only = (reply: Reply): Outcome => ({ reply })

const without = (database: Database, keys: readonly string[]): Database => {
  const keep = (entries: Database['values' | 'expiry']) =>
    Object.fromEntries(Object.entries(entries).filter(([key]) => !keys.includes(key)))
  return {
    values: keep(database.values) as Database['values'],
    expiry: keep(database.expiry) as Database['expiry'],
  }
}

const withValue = ({ values, expiry }: Database, key: string, value: Value): Database => ({
  values: { ...values, [key]: value },
  expiry,
})

const entryOf = ({ values }: Database, key: string): Value | undefined =>
  Object.hasOwn(values, key) ? values[key] : undefined

/** Without what has expired by now. */
export function current(database: Database, now: Instant): Database {
  const gone = Object.keys(database.expiry).filter((key) => (database.expiry[key] ?? 0) <= now)
  return gone.length === 0 ? database : without(database, gone)
}

const set: Run = ([key = '', text = '', ...options], database, now) => {
  const given = options.map((option) => option.toUpperCase())
  const exists = entryOf(database, key) !== undefined
  const refused = given.includes('NX') ? exists : given.includes('XX') && !exists
  if (refused) return only(bulk(undefined))
  const at = given.findIndex((option) => option === 'EX' || option === 'PX')
  const count = Number(given[at + 1])
  if (at >= 0 && !(Number.isInteger(count) && count > 0)) {
    return only(error("ERR invalid expire time in 'set' command"))
  }
  const next = withValue(without(database, [key]), key, { type: 'string', text })
  if (at < 0) return { reply: OK, database: next }
  const span: Duration = given[at] === 'EX' ? seconds(count) : count * 1_000
  return { reply: OK, database: { ...next, expiry: { ...next.expiry, [key]: now + span } } }
}

const get: Run = ([key = ''], database) => {
  const value = entryOf(database, key)
  if (value && value.type !== 'string') return only(WRONG_TYPE)
  return only(bulk(value?.text))
}

const add =
  (sign: 1 | -1): Run =>
  ([key = '', by = '1'], database) => {
    const value = entryOf(database, key)
    if (value && value.type !== 'string') return only(WRONG_TYPE)
    const sum = Number(value?.text ?? '0') + sign * Number(by)
    if (!Number.isSafeInteger(sum)) return only(NO_INTEGER)
    const next = withValue(database, key, { type: 'string', text: String(sum) })
    return { reply: integer(sum), database: next }
  }

const del: Run = (keys, database) => {
  const found = keys.filter((key) => entryOf(database, key) !== undefined)
  return { reply: integer(found.length), database: without(database, found) }
}

const expire: Run = ([key = '', text = ''], database, now) => {
  if (!/^-?\d+$/.test(text)) return only(NO_INTEGER)
  if (entryOf(database, key) === undefined) return only(integer(0))
  const expiry = { ...database.expiry, [key]: now + seconds(Number(text)) }
  return { reply: integer(1), database: { ...database, expiry } }
}

const ttl: Run = ([key = ''], database, now) => {
  if (entryOf(database, key) === undefined) return only(integer(-2))
  const due = database.expiry[key]
  return only(integer(due === undefined ? -1 : Math.round((due - now) / 1_000_000)))
}

const listOf = (database: Database, key: string): readonly string[] | undefined => {
  const value = entryOf(database, key)
  return value === undefined ? [] : value.type === 'list' ? value.items : undefined
}

const push =
  (isLeft: boolean): Run =>
  ([key = '', ...items], database) => {
    const list = listOf(database, key)
    if (!list) return only(WRONG_TYPE)
    const next = isLeft ? [...items.toReversed(), ...list] : [...list, ...items]
    return {
      reply: integer(next.length),
      database: withValue(database, key, { type: 'list', items: next }),
    }
  }

const pop =
  (isLeft: boolean): Run =>
  ([key = ''], database) => {
    const list = listOf(database, key)
    if (!list) return only(WRONG_TYPE)
    if (list.length === 0) return only(bulk(undefined))
    const items = isLeft ? list.slice(1) : list.slice(0, -1)
    const next =
      items.length === 0
        ? without(database, [key])
        : withValue(database, key, { type: 'list', items })
    return { reply: bulk(isLeft ? list[0] : list.at(-1)), database: next }
  }

const range: Run = ([key = '', from = '', to = ''], database) => {
  const list = listOf(database, key)
  if (!list) return only(WRONG_TYPE)
  const place = (text: string) => (Number(text) < 0 ? list.length + Number(text) : Number(text))
  return only(texts(list.slice(Math.max(0, place(from)), place(to) + 1)))
}

const fieldsOf = (
  database: Database,
  key: string,
): Readonly<Record<string, string>> | undefined => {
  const value = entryOf(database, key)
  return value === undefined ? {} : value.type === 'hash' ? value.fields : undefined
}

const hset: Run = ([key = '', ...pairs], database) => {
  const fields = fieldsOf(database, key)
  if (!fields) return only(WRONG_TYPE)
  if (pairs.length % 2 === 1) {
    return only(error("ERR wrong number of arguments for 'hset' command"))
  }
  const given = pairs.flatMap((name, index) =>
    index % 2 === 0 ? [[name, pairs[index + 1] ?? ''] as const] : [],
  )
  const next = { ...fields, ...Object.fromEntries(given) }
  return {
    reply: integer(Object.keys(next).length - Object.keys(fields).length),
    database: withValue(database, key, { type: 'hash', fields: next }),
  }
}

const hget: Run = ([key = '', name = ''], database) => {
  const fields = fieldsOf(database, key)
  if (!fields) return only(WRONG_TYPE)
  return only(bulk(Object.hasOwn(fields, name) ? fields[name] : undefined))
}

// As the shell's, but for the sign that turns a class round.
const globbed = (pattern: string): RegExp => globOf(pattern.replaceAll('[^', '[!'))

const keys: Run = ([pattern = ''], { values }) => {
  const matching = globbed(pattern)
  return only(texts(Object.keys(values).filter((key) => matching.test(key))))
}

/** The commands over data, by name; those over connections are the server's. */
export const commands: Readonly<Record<string, Command>> = {
  set: { arity: -3, run: set },
  get: { arity: 2, run: get },
  del: { arity: -2, run: del },
  exists: {
    arity: -2,
    run: (args, database) =>
      only(integer(args.filter((key) => entryOf(database, key) !== undefined).length)),
  },
  incr: { arity: 2, run: add(1) },
  incrby: { arity: 3, run: add(1) },
  decr: { arity: 2, run: add(-1) },
  decrby: { arity: 3, run: add(-1) },
  expire: { arity: -3, run: expire },
  ttl: { arity: 2, run: ttl },
  keys: { arity: 2, run: keys },
  type: {
    arity: 2,
    run: ([key = ''], database) => only(status(entryOf(database, key)?.type ?? 'none')),
  },
  dbsize: {
    arity: 1,
    run: (_, { values }) => only(integer(Object.keys(values).length)),
  },
  flushall: { arity: -1, run: () => ({ reply: OK, database: emptyDatabase }) },
  flushdb: { arity: -1, run: () => ({ reply: OK, database: emptyDatabase }) },
  lpush: { arity: -3, run: push(true) },
  rpush: { arity: -3, run: push(false) },
  lpop: { arity: 2, run: pop(true) },
  rpop: { arity: 2, run: pop(false) },
  llen: {
    arity: 2,
    run: ([key = ''], database) => {
      const list = listOf(database, key)
      return only(list ? integer(list.length) : WRONG_TYPE)
    },
  },
  lrange: { arity: 4, run: range },
  hset: { arity: -4, run: hset },
  hget: { arity: 3, run: hget },
  hgetall: {
    arity: 2,
    run: ([key = ''], database) => {
      const fields = fieldsOf(database, key)
      return only(fields ? texts(Object.entries(fields).flat()) : WRONG_TYPE)
    },
  },
}
