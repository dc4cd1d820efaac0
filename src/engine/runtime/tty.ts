/** A terminal in front of a process: a value. What is typed waits here until its line is done. */
export interface Tty {
  readonly line: string
  readonly columns: number
  readonly rows: number
  /** The beginning of a key's escape sequence. */
  readonly escape: string
  /** Lines typed before, oldest first, and which of them is shown again. */
  readonly history: readonly string[]
  readonly recalled: number
}

/** What comes of keys: something to show, or something for the process, in this order. */
export type Keyed =
  | { readonly type: 'echo'; readonly text: string }
  | { readonly type: 'input'; readonly text: string }
  | { readonly type: 'end' }
  | { readonly type: 'signal'; readonly signal: 'SIGINT' | 'SIGQUIT' }

const MOST_HISTORY = 100
/** A line that the kernel's buffer holds (N_TTY_BUF_SIZE). */
const LONGEST_LINE = 4_095

/** How large a terminal is that does not say. */
export const COLUMNS = 80
/** The same, for its height. */
export const ROWS = 24

/** A terminal at which nothing has been typed. */
export const newTty = (): Tty => ({
  line: '',
  columns: COLUMNS,
  rows: ROWS,
  escape: '',
  history: [],
  recalled: 0,
})

/**
 * The kernel's line discipline (n_tty): echo, erase, kill, interrupt, end of file; and the arrow
 * keys as a shell's line editor has them, for what was typed before.
 */
export function typed(
  tty: Tty,
  text: string,
): { readonly tty: Tty; readonly keyed: readonly Keyed[] } {
  const typing = new Typing(tty)
  for (const key of text.replaceAll('\r\n', '\r')) typing.press(key)
  return { tty: typing.tty, keyed: typing.keyed }
}

class Typing {
  readonly keyed: Keyed[] = []

  constructor(public tty: Tty) {}

  press(key: string): void {
    if (this.tty.escape !== '' || key === '\x1b') this.escape(key)
    else if (key === '\r' || key === '\n') this.enter()
    else if (key === '\x7f' || key === '\b') this.erase(1)
    else if (key === '\x15') this.erase(this.tty.line.length)
    else if (key === '\x17') this.erase(/\S*\s*$/.exec(this.tty.line)?.[0].length ?? 0)
    else if (key === '\x03') this.interrupt('^C', 'SIGINT')
    else if (key === '\x1c') this.interrupt('^\\', 'SIGQUIT')
    else if (key === '\x04') this.end()
    else if (key >= ' ' || key === '\t') this.add(key)
  }

  private echo(text: string): void {
    const last = this.keyed.at(-1)
    if (last?.type === 'echo')
      this.keyed[this.keyed.length - 1] = { ...last, text: last.text + text }
    else if (text !== '') this.keyed.push({ type: 'echo', text })
  }

  private add(text: string): void {
    if (this.tty.line.length >= LONGEST_LINE) return
    this.tty = { ...this.tty, line: this.tty.line + text }
    this.echo(text)
  }

  private erase(count: number): void {
    const { line } = this.tty
    const gone = Math.min(count, line.length)
    this.tty = { ...this.tty, line: line.slice(0, line.length - gone) }
    this.echo('\b \b'.repeat(gone))
  }

  private enter(): void {
    const { line, history } = this.tty
    const isNew = line.trim() !== '' && line !== history.at(-1)
    const longer = isNew ? [...history, line].slice(-MOST_HISTORY) : history
    this.tty = { ...this.tty, line: '', history: longer, recalled: longer.length }
    this.echo('\n')
    this.keyed.push({ type: 'input', text: `${line}\n` })
  }

  private interrupt(shown: string, signal: 'SIGINT' | 'SIGQUIT'): void {
    this.tty = { ...this.tty, line: '', recalled: this.tty.history.length }
    this.echo(shown)
    this.keyed.push({ type: 'signal', signal })
  }

  private end(): void {
    const { line } = this.tty
    this.tty = { ...this.tty, line: '' }
    this.keyed.push(line === '' ? { type: 'end' } : { type: 'input', text: line })
  }

  // `ESC [ A` and `ESC O A` are arrow keys; what else begins so is left out.
  private escape(key: string): void {
    const sequence = this.tty.escape + key
    const [, ...rest] = sequence
    const tail = rest.join('')
    const isWhole = /^([^[O]|O.|\[[0-?]*[@-~])$/.test(tail)
    this.tty = { ...this.tty, escape: isWhole ? '' : sequence }
    if (!isWhole) return
    const arrow = /^[[O]([AB])$/.exec(tail)?.[1]
    if (arrow) this.recall(arrow === 'A' ? -1 : 1)
  }

  private recall(step: number): void {
    const { history, recalled } = this.tty
    const next = recalled + step
    if (next < 0 || next > history.length) return
    this.erase(this.tty.line.length)
    this.add(history[next] ?? '')
    this.tty = { ...this.tty, recalled: next }
  }
}
