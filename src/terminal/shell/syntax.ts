import { forEachChild, type ParsedScript, parse, type SyntaxNode } from 'unbash'
import { ShellError } from './stop'

/** Whether a text is the beginning of a command that goes on in the next line. */
export function isUnfinished(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(text) && !endsInQuotesOrComment(text)) return true
  const script = parse(text)
  const errors = script.errors ?? []
  const end = text.trimEnd().length
  if (errors.some(({ message }) => message.startsWith('unexpected'))) return false
  if (errors.some(({ message }) => message.startsWith('unterminated'))) return true
  if (errors.length > 0) {
    const open = errors.some(({ message }) => / to close | after '| in brace group/.test(message))
    return open && errors.every(({ pos }) => pos >= lastWord(text, end) - 1)
  }
  return hasOpenDocument(script)
}

/** Where the comment at the end begins, or the text ends. */
function lastWord(text: string, end: number): number {
  const comment = /(?:^|\s)#[^\n]*$/.exec(text.slice(0, end))
  return comment ? text.slice(0, comment.index).trimEnd().length : end
}

function endsInQuotesOrComment(text: string): boolean {
  const line = text.replace(/\n$/, '').split('\n').at(-1) ?? ''
  if (/(^|\s)#/.test(line)) return true
  return (parse(text.replace(/\\\n?$/, '')).errors ?? []).some(
    ({ message }) => message === 'unterminated single quote',
  )
}

function hasOpenDocument(node: SyntaxNode): boolean {
  if (node.type === 'HereDoc') return node.closing === undefined
  let open = false
  forEachChild(node, (child) => {
    open ||= hasOpenDocument(child)
  })
  return open
}

/** Refuses a script that cannot be read, in bash's words. */
export function refuseErrors(script: ParsedScript, source: string): void {
  const [error] = script.errors ?? []
  if (!error) return
  throw new ShellError(messageOf(error.message, error.pos, source), 2)
}

function messageOf(message: string, pos: number, source: string): string {
  const quote = /^unterminated (.*)$/.exec(message)?.[1]
  if (quote) {
    const looked = quote.startsWith('double') ? '"' : quote.startsWith('single') ? "'" : undefined
    const closing = looked ?? (quote === 'backtick' ? '`' : quote.startsWith('param') ? '}' : ')')
    return `unexpected EOF while looking for matching \`${closing}'`
  }
  const token = tokenAt(source, pos) ?? closingWord(source)
  if (token === undefined) return 'syntax error: unexpected end of file'
  return `syntax error near unexpected token \`${token}'`
}

/** `if true; fi`: the word that came too early. */
const closingWord = (source: string): string | undefined =>
  /\b(fi|done|esac|then|do|else)\s*$/.exec(source)?.[1]

function tokenAt(source: string, pos: number): string | undefined {
  const rest = source.slice(pos).replace(/^[ \t]+/, '')
  if (rest === '') return source.trim() === '' || pos < source.length ? 'newline' : undefined
  if (rest.startsWith('\n')) return rest.trim() === '' ? undefined : 'newline'
  return /^(;;&?|;&|&&|\|\||\|&|<<<|<<-?|>>|&>|[;&|()<>]|[^\s;&|()<>]+)/.exec(rest)?.[0]
}
