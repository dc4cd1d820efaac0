/** What npm's parser knows of a fault. */
interface Fault {
  readonly code: string
  readonly message: string
  readonly pos: readonly [number, number]
}

interface Words {
  readonly text: string
  /** A scanner counts lines from 1, a parser from 0 (yaml.v2, fail). */
  readonly scanner: boolean
}

const parser = (text: string): Words => ({ text, scanner: false })
const scanner = (text: string): Words => ({ text, scanner: true })

const words: Readonly<Record<string, Words>> = {
  BAD_INDENT: parser('did not find expected key'),
  BAD_ALIAS: scanner('did not find expected alphabetic or numeric character'),
  BLOCK_AS_IMPLICIT_KEY: scanner('mapping values are not allowed in this context'),
  BLOCK_IN_FLOW: parser("did not find expected ',' or '}'"),
  BAD_DIRECTIVE: scanner('found unexpected document indicator'),
  COMMENT_SPACE: scanner('did not find expected comment or line break'),
  KEY_OVER_1024_CHARS: scanner("could not find expected ':'"),
  MISSING_CHAR: scanner("could not find expected ':'"),
  MULTILINE_IMPLICIT_KEY: scanner("could not find expected ':'"),
  TAB_AS_INDENT: scanner('found character that cannot start any token'),
  UNEXPECTED_TOKEN: parser('did not find expected key'),
}

/** A fault in the words of Go's YAML parser. */
export function goYamlFault(text: string, { code, message, pos }: Fault): string {
  const said = wordsFor(code, message)
  const line = text.slice(0, pos[0]).split('\n').length
  const shown = said.scanner ? line : line - 1
  return shown > 0 ? `yaml: line ${shown}: ${said.text}` : `yaml: ${said.text}`
}

function wordsFor(code: string, message: string): Words {
  if (code === 'MISSING_CHAR') {
    if (/closing .*quote/.test(message)) return scanner('found unexpected end of stream')
    if (message.includes(']')) return parser("did not find expected ',' or ']'")
    if (message.includes('}')) return parser("did not find expected ',' or '}'")
  }
  if (code === 'BAD_INDENT' && /end with a ]/.test(message)) {
    return parser("did not find expected ',' or ']'")
  }
  return words[code] ?? parser('did not find expected key')
}
