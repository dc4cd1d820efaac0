/** A reply, as RESP has it (https://redis.io/docs/latest/develop/reference/protocol-spec/). */
export type Reply =
  | { readonly type: 'status'; readonly text: string }
  | { readonly type: 'error'; readonly text: string }
  | { readonly type: 'integer'; readonly value: number }
  | { readonly type: 'bulk'; readonly text: string | undefined }
  | { readonly type: 'array'; readonly items: readonly Reply[] }

/** `+OK`. */
export const status = (text: string): Reply => ({ type: 'status', text })
/** `-ERR …`. */
export const error = (text: string): Reply => ({ type: 'error', text })
/** `:1`. */
export const integer = (value: number): Reply => ({ type: 'integer', value })
/** A text, or nil. */
export const bulk = (text: string | undefined): Reply => ({ type: 'bulk', text })
/** Several texts. */
export const texts = (items: readonly string[]): Reply => ({
  type: 'array',
  items: items.map(bulk),
})

/** A reply as it goes over the wire. */
export function encoded(reply: Reply): string {
  switch (reply.type) {
    case 'status':
      return `+${reply.text}\r\n`
    case 'error':
      return `-${reply.text}\r\n`
    case 'integer':
      return `:${reply.value}\r\n`
    case 'bulk':
      return reply.text === undefined ? '$-1\r\n' : `$${reply.text.length}\r\n${reply.text}\r\n`
    case 'array':
      return `*${reply.items.length}\r\n${reply.items.map(encoded).join('')}`
  }
}

/** A command as a client sends it. */
export const commandText = (words: readonly string[]): string => encoded(texts(words))

/** What stands at the beginning of a stream, and where it ends. */
export interface Read<T> {
  readonly value: T
  readonly end: number
}

/** The first command of a stream, typed or encoded; undefined while it is not whole. */
export function readCommand(text: string): Read<readonly string[]> | undefined {
  if (!text.startsWith('*')) {
    const end = text.indexOf('\n')
    if (end < 0) return undefined
    const line = text.slice(0, end).trim()
    return { value: line === '' ? [] : words(line), end: end + 1 }
  }
  const reply = readReply(text)
  if (reply?.value.type !== 'array') return undefined
  const { items } = reply.value
  return { value: items.map((item) => ('text' in item ? (item.text ?? '') : '')), end: reply.end }
}

/** The words of a line, quoted ones whole. */
export const words = (line: string): readonly string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double?.replace(/\\(.)/g, '$1') ?? single ?? plain ?? '',
  )

/** The first reply of a stream; undefined while it is not whole. */
export function readReply(text: string, from = 0): Read<Reply> | undefined {
  const lineEnd = text.indexOf('\r\n', from)
  if (lineEnd < 0) return undefined
  const rest = text.slice(from + 1, lineEnd)
  const end = lineEnd + 2
  switch (text[from]) {
    case '+':
      return { value: status(rest), end }
    case '-':
      return { value: error(rest), end }
    case ':':
      return { value: integer(Number(rest)), end }
    case '$': {
      const length = Number(rest)
      if (length < 0) return { value: bulk(undefined), end }
      if (text.length < end + length + 2) return undefined
      return { value: bulk(text.slice(end, end + length)), end: end + length + 2 }
    }
    case '*':
      return readArray(text, end, Number(rest))
    default:
      return { value: error('Protocol error'), end }
  }
}

function readArray(text: string, from: number, count: number): Read<Reply> | undefined {
  const items: Reply[] = []
  let end = from
  for (let index = 0; index < count; index++) {
    const item = readReply(text, end)
    if (!item) return undefined
    items.push(item.value)
    end = item.end
  }
  return { value: { type: 'array', items }, end }
}
