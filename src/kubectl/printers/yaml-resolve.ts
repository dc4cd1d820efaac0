const words = new Set([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'],
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'],
  ...['', '~', 'null', 'Null', 'NULL'],
  ...['.nan', '.NaN', '.NAN', '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'],
  ...['-.inf', '-.Inf', '-.INF'],
])

const wholeNumber = /^[-+]?(0[xX][\da-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9]\d*)$/
const float = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/
const sexagesimal = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/
const date = /^\d{4}-(\d{1,2})-(\d{1,2})(.*)$/
const clock = /(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?/
const zoned = new RegExp(`^[Tt]${clock.source}(?:Z|[+-]\\d\\d:\\d\\d)$`)
const unzoned = new RegExp(`^ ${clock.source}$`)

/** Whether a text, unquoted, would still be read as a text (yaml.v2, resolve). */
export function isPlainString(text: string): boolean {
  if (words.has(text) || sexagesimal.test(text)) return false
  const first = text[0] ?? ''
  if (first === '.') return !/^\.\d+([eE][-+]?\d+)?$/.test(text)
  if (!/[-+\d]/.test(first)) return true
  const plain = text.replaceAll('_', '')
  return !wholeNumber.test(plain) && !float.test(plain) && !isTimestamp(text)
}

function isTimestamp(text: string): boolean {
  const [, month = '', day = '', rest = ''] = date.exec(text) ?? []
  if (month === '' || !within(month, 1, 12) || !within(day, 1, 31)) return false
  if (rest === '') return true
  const found = zoned.exec(rest) ?? unzoned.exec(rest)
  if (!found) return false
  const [, hour, minute, second] = found
  return within(hour, 0, 23) && within(minute, 0, 59) && within(second, 0, 59)
}

const within = (text: string | undefined, least: number, most: number): boolean =>
  Number(text) >= least && Number(text) <= most
