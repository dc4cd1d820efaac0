/** What came from the keyboard. */
export type Key =
  | { readonly kind: 'text'; readonly text: string }
  /** Text put in from elsewhere, between the marks of bracketed paste. */
  | { readonly kind: 'paste'; readonly text: string }
  /** `enter`, `ctrl-a`, `alt-b`, `up` … */
  | { readonly kind: 'named'; readonly name: string }

const pasteBegins = '\x1b[200~'
const pasteEnds = '\x1b[201~'

const sequences: Readonly<Record<string, string>> = {
  '\x1b[A': 'up',
  '\x1bOA': 'up',
  '\x1b[B': 'down',
  '\x1bOB': 'down',
  '\x1b[C': 'right',
  '\x1bOC': 'right',
  '\x1b[D': 'left',
  '\x1bOD': 'left',
  '\x1b[H': 'home',
  '\x1bOH': 'home',
  '\x1b[1~': 'home',
  '\x1b[F': 'end',
  '\x1bOF': 'end',
  '\x1b[4~': 'end',
  '\x1b[3~': 'delete',
  '\x1b[1;5C': 'word-right',
  '\x1b[1;3C': 'word-right',
  '\x1b[1;5D': 'word-left',
  '\x1b[1;3D': 'word-left',
  '\x1b[3;5~': 'alt-d',
  '\x1b[Z': 'shift-tab',
  '\x1b\x7f': 'alt-backspace',
}

const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x1b': 'escape',
}

/** The keys in what a terminal sends. */
export function keysIn(data: string): readonly Key[] {
  const keys: Key[] = []
  let at = 0
  while (at < data.length) {
    const rest = data.slice(at)
    const [key, length] = firstKey(rest)
    const last = keys.at(-1)
    if (key?.kind === 'text' && last?.kind === 'text') {
      keys[keys.length - 1] = { kind: 'text', text: last.text + key.text }
    } else if (key) keys.push(key)
    at += length
  }
  return keys
}

function firstKey(text: string): readonly [Key | undefined, number] {
  if (text.startsWith(pasteBegins)) {
    const end = text.indexOf(pasteEnds)
    const inner = text.slice(pasteBegins.length, end < 0 ? undefined : end)
    const length = end < 0 ? text.length : end + pasteEnds.length
    return [{ kind: 'paste', text: inner.replace(/\r\n?/g, '\n') }, length]
  }
  for (const [sequence, name] of Object.entries(sequences)) {
    if (text.startsWith(sequence)) return [{ kind: 'named', name }, sequence.length]
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are a terminal's own sequences
  const unknown = /^\x1b(\[[\d;?]*[ -/]*[@-~]|O.)/.exec(text)
  if (unknown) return [undefined, unknown[0].length]
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Alt sends Escape first
  const alt = /^\x1b([a-zA-Z.])/.exec(text)
  if (alt) return [{ kind: 'named', name: `alt-${(alt[1] ?? '').toLowerCase()}` }, 2]
  const [character = ''] = text
  const name = controls[character]
  if (name !== undefined) return [{ kind: 'named', name }, 1]
  const code = character.codePointAt(0) ?? 0
  if (code < 32) {
    return [{ kind: 'named', name: `ctrl-${String.fromCharCode(code + 96)}` }, 1]
  }
  return [{ kind: 'text', text: character }, character.length]
}
