import type { Flag, Flags } from '../command'
import { parseBool, parseDuration, parseInteger, quoted, ValueError } from './numbers'

/** What a flag holds. */
export type Value = boolean | number | string | readonly string[] | Readonly<Record<string, string>>

/** Fields of one line of comma-separated values (encoding/csv). */
export function commaSeparated(text: string): readonly string[] {
  if (text === '') return []
  const fields: string[] = []
  let rest = text
  while (true) {
    const found = /^"((?:[^"]|"")*)"/.exec(rest) ?? /^([^,]*)/.exec(rest)
    const [whole = '', field = ''] = found ?? []
    fields.push(whole.startsWith('"') ? field.replaceAll('""', '"') : field)
    rest = rest.slice(whole.length)
    if (rest === '') return fields
    rest = rest.slice(1)
  }
}

/** Reads one value of a flag; throws `ValueError`. */
export function readValue({ type }: Flag, text: string, before: Value | undefined): Value {
  switch (type) {
    case 'bool':
      return parseBool(text)
    case 'int32':
      return parseInteger(text, 32)
    case 'int':
    case 'int64':
      return parseInteger(text, 64)
    case 'duration':
      return parseDuration(text)
    case 'strings':
      return [...((before as readonly string[]) ?? []), ...commaSeparated(text)]
    case 'stringArray':
      return [...((before as readonly string[]) ?? []), text]
    case 'stringToString':
      return { ...((before as Record<string, string>) ?? {}), ...pairs(text) }
    case 'string':
      return text
  }
}

function pairs(text: string): Record<string, string> {
  return Object.fromEntries(
    commaSeparated(text).map((pair) => {
      const at = pair.indexOf('=')
      if (at < 0) throw new ValueError(`${pair} must be formatted as key=value`)
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

const zeros: Readonly<Record<Flag['type'], string>> = {
  bool: 'false',
  string: '',
  int: '0',
  int32: '0',
  int64: '0',
  duration: '0s',
  strings: '',
  stringArray: '',
  stringToString: '',
}

const defaultOf = (flag: Flag): Value => {
  const text = flag.default ?? zeros[flag.type]
  if (flag.type === 'stringArray') return text === '' ? [] : [text]
  return readValue(flag, text, undefined)
}

/** The values of a call's flags, over the definitions' defaults. */
export function flagsOf(definitions: readonly Flag[], given: ReadonlyMap<string, Value>): Flags {
  const value = (name: string): Value => {
    const found = given.get(name)
    if (found !== undefined) return found
    const definition = definitions.find((each) => each.name === name)
    if (!definition) throw new Error(`flag accessed but not defined: ${quoted(name)}`)
    return defaultOf(definition)
  }
  return {
    given: (name) => given.has(name),
    bool: (name) => value(name) === true,
    string: (name) => String(value(name)),
    integer: (name) => Number(value(name)),
    duration: (name) => Number(value(name)),
    list: (name) => value(name) as readonly string[],
    map: (name) => value(name) as Readonly<Record<string, string>>,
  }
}
