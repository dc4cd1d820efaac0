import { pathIn } from '../commands/command'
import type { System } from '../image'
import type { Given, Options } from './options'

/** What a request carries. */
export interface Body {
  readonly text?: string
  readonly type?: string
  /** Goes into the URL's query. */
  readonly query?: string
}

const FORM = 'application/x-www-form-urlencoded'

/** What the options say of a request's body; undefined when a file cannot be read. */
export function bodyOf({ data, form, asQuery }: Options, system: System): Body | undefined {
  if (form.length > 0) return formBody(form, system)
  if (data.length === 0) return {}
  const pieces = data.map((piece) => pieceText(piece, system))
  if (pieces.some((piece) => piece === undefined)) return undefined
  const isJson = data.some(({ how }) => how === 'json')
  const text = pieces.join(isJson ? '' : '&')
  if (asQuery) return { query: text }
  return { text, type: isJson ? 'application/json' : FORM }
}

function pieceText({ text, how }: Given, system: System): string | undefined {
  if (how === 'urlencode') return encoded(text, system)
  if (how === 'raw' || !text.startsWith('@')) return text
  const read = system.files.read(pathIn(system, text.slice(1)))
  return how === 'data' ? read?.replace(/[\r\n]/g, '') : read
}

// `name=value`, `=value`, `value`, `@file` or `name@file`: what is not a name is encoded.
function encoded(text: string, system: System): string | undefined {
  const at = text.search(/[=@]/)
  const name = at < 0 ? '' : text.slice(0, at)
  const rest = at < 0 ? text : text.slice(at + 1)
  const value = text[at] === '@' ? system.files.read(pathIn(system, rest)) : rest
  if (value === undefined) return undefined
  const safe = encodeURIComponent(value).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return name === '' ? safe : `${name}=${safe}`
}

function formBody(form: readonly string[], system: System): Body | undefined {
  const digits = Array.from({ length: 22 }, () => system.random.below(36).toString(36))
  const boundary = `${'-'.repeat(24)}${digits.join('')}`
  const parts: string[] = []
  for (const piece of form) {
    const part = formPart(piece, system)
    if (part === undefined) return undefined
    parts.push(`--${boundary}\r\n${part}\r\n`)
  }
  const type = `multipart/form-data; boundary=${boundary}`
  return { text: `${parts.join('')}--${boundary}--\r\n`, type }
}

function formPart(piece: string, system: System): string | undefined {
  const [name = '', value = ''] = piece.split(/=(.*)/s)
  const disposition = `Content-Disposition: form-data; name="${name}"`
  if (!/^[@<]/.test(value)) return `${disposition}\r\n\r\n${value}`
  const [path = ''] = value.slice(1).split(';')
  const text = system.files.read(pathIn(system, path))
  if (text === undefined) return undefined
  if (value.startsWith('<')) return `${disposition}\r\n\r\n${text}`
  const file = path.slice(path.lastIndexOf('/') + 1)
  const type = /\.html?$/.test(file)
    ? 'text/html'
    : /\.txt$/.test(file)
      ? 'text/plain'
      : 'application/octet-stream'
  return `${disposition}; filename="${file}"\r\nContent-Type: ${type}\r\n\r\n${text}`
}
