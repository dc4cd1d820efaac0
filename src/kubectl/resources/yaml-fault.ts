/** What npm's parser knows of a fault. */
interface Fault {
  readonly code: string
  readonly message: string
  readonly pos: readonly [number, number]
}

interface Words {
  readonly text: string
  /** A scanner counts lines from 1, a parser from 0; neither names the first (yaml.v2, fail). */
  readonly by: 'scanner' | 'parser'
  /** The fault shows only on the line that follows. */
  readonly later?: boolean
}

const parser = (text: string): Words => ({ text, by: 'parser' })
const scanner = (text: string): Words => ({ text, by: 'scanner' })

const unstartable = scanner('found character that cannot start any token')
const colon: Words = { ...scanner("could not find expected ':'"), later: true }

const words: Readonly<Record<string, Words>> = {
  BAD_ALIAS: scanner('did not find expected alphabetic or numeric character'),
  BAD_DIRECTIVE: scanner('found unexpected document indicator'),
  BAD_SCALAR_START: unstartable,
  BLOCK_AS_IMPLICIT_KEY: scanner('mapping values are not allowed in this context'),
  KEY_OVER_1024_CHARS: colon,
  MISSING_CHAR: colon,
  MULTILINE_IMPLICIT_KEY: colon,
  TAB_AS_INDENT: unstartable,
}

/** The first of some faults in the words of Go's YAML parser. */
export function goYamlFault(text: string, ...faults: readonly Fault[]): string {
  const [first] = faults
  if (!first) return ''
  const said = wordsFor(text, first)
  const isNested = first.code === 'BLOCK_AS_IMPLICIT_KEY'
  const lines = faults.find(({ code }) => isNested && code === 'MULTILINE_IMPLICIT_KEY')
  const at = lines ? lines.pos[1] : first.pos[0]
  const line = text.slice(0, at).split('\n').length - 1 + (said.later ? 1 : 0)
  if (line === 0) return `yaml: ${said.text}`
  return `yaml: line ${said.by === 'scanner' ? line + 1 : line}: ${said.text}`
}

function wordsFor(text: string, { code, message }: Fault): Words {
  if (/closing .*quote/.test(message)) return scanner('found unexpected end of stream')
  if (/end with a \]/.test(message)) return parser("did not find expected ',' or ']'")
  if (/end with a \}/.test(message)) return parser("did not find expected ',' or '}'")
  if (message.includes('block-seq-ind on same line')) {
    return scanner('block sequence entries are not allowed in this context')
  }
  if (code === 'UNEXPECTED_TOKEN' && /^-\s/.test(text)) {
    return parser("did not find expected '-' indicator")
  }
  return words[code] ?? parser('did not find expected key')
}
