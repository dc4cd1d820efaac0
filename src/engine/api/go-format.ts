/** A text as Go quotes it (`%q`): what does not print is escaped. */
export function goQuoted(text: string): string {
  const escaped = JSON.stringify(text).replaceAll(
    /\\u00([01][\da-f])/g,
    (_, code: string) => controls[code] ?? `\\x${code}`,
  )
  return escaped.replaceAll('\x7f', '\\x7f')
}

// Two that Go has letters for and JSON has not.
const controls: Readonly<Record<string, string>> = { '07': '\\a', '0b': '\\v' }

/** A JSON value as Go prints it (`%+v`): `map[metadata:map[labels:<nil>] spec:map[ports:[80]]]`. */
export function goValue(value: unknown): string {
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(goValue).join(' ')}]`
  if (typeof value !== 'object') return String(value)
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return `map[${entries.map(([key, each]) => `${key}:${goValue(each)}`).join(' ')}]`
}
