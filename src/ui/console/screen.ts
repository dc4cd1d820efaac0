import { FitAddon } from '@xterm/addon-fit'
import { Terminal } from '@xterm/xterm'
import type { Output } from '../../kubectl'
import { terminalTheme } from './colours'

/** How many characters xterm may be behind before programs are asked to wait. */
const ahead = 100_000

/** Below this height, in pixels, there is no room for a line: the pane is folded. */
const leastHeight = 20

/** What is seen of a terminal, and its keyboard. It goes in and out of the page as one. */
export class Screen {
  readonly terminal: Terminal
  /** Whether the next thing written begins a line. */
  atLineStart = true
  private readonly element = document.createElement('div')
  private readonly fit = new FitAddon()
  private behind = 0
  private waiting: (() => void)[] = []
  private escaped = false

  constructor(reader: boolean, onData: (data: string) => void) {
    this.terminal = new Terminal({
      allowProposedApi: true, // for what stands beside a line
      convertEol: true,
      cursorBlink: false,
      fontSize: 13,
      lineHeight: 1.1,
      overviewRuler: { width: 8 },
      scrollback: 5_000,
      minimumContrastRatio: 4.5,
      screenReaderMode: reader,
    })
    this.terminal.loadAddon(this.fit)
    this.terminal.onData(onData)
    this.terminal.attachCustomKeyEventHandler((event) => this.mayHandle(event))
    this.element.style.height = '100%'
  }

  get columns(): number {
    return this.terminal.cols
  }
  get rows(): number {
    return this.terminal.rows
  }

  /** Puts it into the page; true the first time. */
  show(parent: HTMLElement, label: string): boolean {
    parent.append(this.element)
    if (this.terminal.element) return false
    this.paint()
    this.terminal.open(this.element)
    this.terminal.textarea?.setAttribute('aria-label', label)
    this.fill()
    this.draw('\x1b[?2004h') // pasted text comes between marks
    return true
  }

  hide(): void {
    this.element.remove()
  }

  /** As many rows and columns as there is room for; false when there is none. */
  fill(): boolean {
    if (this.element.clientHeight < leastHeight) return false
    this.fit.fit()
    return true
  }

  paint(): void {
    const style = getComputedStyle(document.documentElement)
    this.terminal.options.fontFamily = style.getPropertyValue('--mono').trim()
    this.terminal.options.theme = terminalTheme(document.documentElement)
  }

  close(): void {
    this.terminal.dispose()
    this.element.remove()
  }

  /** A program's standard output: what it says goes to `say`. */
  output(say: (text: string) => void): Output {
    const { terminal } = this
    return {
      isTerminal: true,
      get columns() {
        return terminal.cols
      },
      get rows() {
        return terminal.rows
      },
      onResize: (listener) => {
        const resized = terminal.onResize(listener)
        return () => resized.dispose()
      },
      write: say,
      drain: () => this.drained(),
    }
  }

  /** Writes what counts as text. */
  write(text: string): void {
    if (text === '') return
    // biome-ignore lint/suspicious/noControlCharactersInRegex: sequences move no caret of a line
    const shown = text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
    if (shown !== '') this.atLineStart = /[\n\r]$/.test(shown)
    this.behind += text.length
    this.terminal.write(text, () => {
      this.behind -= text.length
      if (this.behind < ahead) for (const wake of this.waiting.splice(0)) wake()
    })
  }

  /** Draws over what is there: the line that is typed. */
  draw(sequence: string): void {
    this.terminal.write(sequence)
  }

  private async drained(): Promise<void> {
    if (this.behind >= ahead) await new Promise<void>((wake) => this.waiting.push(wake))
  }

  /** Whether xterm is to see a key; the browser has it otherwise. */
  private mayHandle(event: KeyboardEvent): boolean {
    if (event.type !== 'keydown') return true
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event
    if (key === 'Tab' && this.escaped) return false
    if (!/^(Shift|Control|Alt|Meta)$/.test(key)) this.escaped = key === 'Escape'
    const letter = key.toLowerCase()
    if (letter === 'c' && ((ctrlKey && shiftKey) || metaKey)) {
      const selected = this.terminal.getSelection()
      if (selected === '') return true
      event.preventDefault()
      void navigator.clipboard.writeText(selected).catch(() => undefined)
      return false
    }
    if (letter === 'v' && (ctrlKey || metaKey)) return false
    return !(ctrlKey && !altKey && key === '`')
  }
}
