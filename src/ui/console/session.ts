import { FitAddon } from '@xterm/addon-fit'
import { Terminal } from '@xterm/xterm'
import type { Output } from '../../kubectl'
import { Shell } from '../../terminal'
import {
  commonBeginning,
  completionAt,
  type History,
  type Key,
  keysIn,
  LineEditor,
  LineView,
  listed,
  type Outcome,
} from '../../terminal/prompt'
import type { OpenChange, Playground } from '../store'
import { sourceFor } from './candidates'
import { terminalTheme } from './colours'
import { linkNames } from './links'
import { home, type LearnersMachine } from './machine'
import { promptText } from './prompt-text'
import { TerminalInput } from './terminal-input'

/** How many characters xterm may be behind before programs are asked to wait. */
const ahead = 100_000
const mostListed = 300

const greeting = '\x1b[90mTry kubectl get pods, ls, help.\x1b[0m\n'

/** A line's first line: what follows is mostly a here-document. */
const labelOf = (text: string): string => text.trim().replace(/\n[\s\S]*/, ' …')

/** What a terminal is opened with. */
export interface SessionOptions {
  readonly playground: Playground
  readonly machine: LearnersMachine
  readonly history: History
  readonly label: string
  readonly reader: boolean
  /** Whether it tells what there is: the first one does. */
  readonly greets: boolean
  /** Called after each line, with the history one longer. */
  onLine(): void
  /** The shell has ended. */
  onEnd(): void
}

/** One terminal: a screen, a shell, and the line that is typed between them. */
export class ConsoleSession {
  /** Where the screen is; it goes in and out of the page as one. */
  readonly element = document.createElement('div')
  private readonly terminal: Terminal
  private readonly fit = new FitAddon()
  private readonly shell: Shell
  private readonly editor: LineEditor
  private readonly view = new LineView()
  private readonly input: TerminalInput
  private readonly queue: Key[] = []
  private state: 'idle' | 'prompt' | 'busy' = 'idle'
  /** Lines of a command that is not complete yet. */
  private begun = ''
  private atLineStart = true
  private behind = 0
  private waiting: (() => void)[] = []
  private tabbed = false
  private escaped = false
  /** The line that runs, or ran last: what its programs ask for is undone as one. */
  private change: OpenChange | undefined

  constructor(private readonly options: SessionOptions) {
    const { machine, history, reader } = options
    this.editor = new LineEditor(history)
    this.terminal = new Terminal({
      convertEol: true,
      cursorBlink: false,
      fontSize: 13,
      lineHeight: 1.1,
      overviewRuler: { width: 8 },
      scrollback: 5_000,
      minimumContrastRatio: 4.5,
      screenReaderMode: reader,
      allowProposedApi: false,
    })
    this.terminal.loadAddon(this.fit)
    this.input = new TerminalInput({
      echo: (text) => this.write(text),
      interrupt: () => this.shell.interrupt(),
    })
    const output = this.output()
    this.shell = new Shell({
      machine: this.labelled(machine),
      descriptors: new Map([
        [0, { input: this.input, name: 'tty' }],
        [1, { output, name: 'tty' }],
        [2, { output, name: 'tty' }],
      ]),
      environment: {
        HOME: home,
        USER: 'learner',
        HOSTNAME: 'laptop',
        SHELL: '/bin/bash',
        TERM: 'xterm-256color',
        PATH: '/usr/local/bin:/usr/bin:/bin',
        LANG: 'C.UTF-8',
      },
      directory: home,
      rows: () => this.terminal.rows,
    })
    this.terminal.onData((data) => this.type(data))
    this.terminal.attachCustomKeyEventHandler((event) => this.mayHandle(event))
  }

  /** The machine, as this terminal's programs have it: their requests belong to their line. */
  private labelled(machine: LearnersMachine): LearnersMachine {
    const client = () => this.change ?? machine.client
    return Object.create(machine, { client: { get: client, enumerable: true } })
  }

  /** Puts the screen into the page. */
  show(parent: HTMLElement): void {
    parent.append(this.element)
    this.element.style.height = '100%'
    if (!this.terminal.element) {
      this.paint()
      this.terminal.open(this.element)
      this.terminal.textarea?.setAttribute('aria-label', this.options.label)
      linkNames(this.terminal, this.options.playground)
      this.resize()
      this.write('\x1b[?2004h')
      if (this.options.greets) this.write(greeting)
      this.prompt()
    } else this.resize()
  }

  hide(): void {
    this.element.remove()
  }

  focus(): void {
    this.terminal.focus()
  }

  /** As if a key had been pressed that this machine lacks. */
  send(data: string): void {
    this.type(data)
    this.focus()
  }

  /** As many rows and columns as there is room for. */
  resize(): void {
    if (this.element.clientHeight < 20) return
    this.fit.fit()
    if (this.state === 'prompt') this.draw()
  }

  paint(): void {
    const style = getComputedStyle(document.documentElement)
    this.terminal.options.fontFamily = style.getPropertyValue('--mono').trim()
    this.terminal.options.theme = terminalTheme(document.documentElement)
  }

  setReader(reader: boolean): void {
    this.terminal.options.screenReaderMode = reader
  }

  close(): void {
    this.shell.hangUp()
    this.terminal.dispose()
    this.element.remove()
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

  private type(data: string): void {
    if (this.state === 'busy') this.input.type(data)
    else if (this.state === 'prompt') {
      this.queue.push(...keysIn(data))
      void this.pump()
    }
  }

  /** Takes keys one by one; the rest waits while a command runs or candidates are sought. */
  private async pump(): Promise<void> {
    if (this.state !== 'prompt' || this.pumping) return
    this.pumping = true
    try {
      for (let key = this.queue.shift(); key; key = this.queue.shift()) {
        await this.press(key)
        if (this.shell.ended) return
      }
    } finally {
      this.pumping = false
    }
  }
  private pumping = false

  private async press(key: Key): Promise<void> {
    if (key.kind !== 'named' && key.text.includes('\n')) {
      const [first = '', ...lines] = key.text.split('\n')
      this.editor.insert(first)
      await this.enter()
      const rest = lines.flatMap((text, at): readonly Key[] => [
        ...(text === '' ? [] : [{ kind: 'text', text } as const]),
        ...(at < lines.length - 1 ? [{ kind: 'named', name: 'enter' } as const] : []),
      ])
      this.queue.unshift(...rest)
      return
    }
    const again = this.tabbed
    this.tabbed = false
    await this.follow(this.editor.press(key), again)
  }

  private async follow(outcome: Outcome, again: boolean): Promise<void> {
    switch (outcome) {
      case 'changed':
        this.draw()
        break
      case 'enter':
        await this.enter()
        break
      case 'interrupt':
        this.leaveLine('^C\n')
        this.begun = ''
        this.shell.state.status = 130
        this.prompt()
        break
      case 'end':
        if (this.begun !== '') break
        this.leaveLine('exit\n')
        this.options.onEnd()
        break
      case 'clear':
        this.write(`\x1b[H\x1b[2J`)
        this.view.leave()
        this.draw()
        break
      case 'complete':
        await this.complete(again)
    }
  }

  private prompt(): void {
    for (const notice of this.shell.notices()) this.write(`${notice}\n`)
    if (!this.atLineStart) this.write('\n')
    this.state = 'prompt'
    this.editor.clear()
    this.view.leave()
    this.draw()
  }

  private get promptLine(): string {
    const { searched } = this.editor
    if (searched !== undefined) return `(reverse-i-search)\`${searched}': `
    if (this.begun !== '') return '> '
    const { machine } = this.options
    return promptText(this.shell.state, machine.disk, this.terminal.cols)
  }

  private draw(): void {
    const { text, at } = this.editor
    this.terminal.write(this.view.draw(this.promptLine, text, at, this.terminal.cols))
  }

  /** Ends the line as it stands, and goes below it. */
  private leaveLine(after: string): void {
    this.editor.searched = undefined
    const { text } = this.editor
    this.terminal.write(this.view.draw(this.promptLine, text, text.length, this.terminal.cols))
    this.view.leave()
    this.atLineStart = false
    this.write(after)
  }

  private async enter(): Promise<void> {
    this.leaveLine('\n')
    const { history, onLine, onEnd } = this.options
    const text = this.begun + this.editor.text
    if (this.shell.isUnfinished(text)) {
      this.begun = `${text}\n`
      this.prompt()
      return
    }
    this.begun = ''
    if (history.add(text)) onLine()
    if (text.trim() !== '') {
      this.state = 'busy'
      this.change = this.options.playground.actions.change(labelOf(text))
      await this.shell.run(text)
      this.queue.unshift(...keysIn(this.input.takeRest().replaceAll('\n', '\r')))
    }
    if (this.shell.ended) onEnd()
    else this.prompt()
  }

  private async complete(again: boolean): Promise<void> {
    const { editor } = this
    const before = editor.text.slice(0, editor.at)
    const source = sourceFor(this.shell.state, this.options.machine)
    const { from, candidates } = await completionAt(before, source)
    const [only, ...more] = candidates
    if (only === undefined) return
    const common = commonBeginning(candidates)
    if (more.length === 0) editor.replace(from, only + (/[/=:]$/.test(only) ? '' : ' '))
    else if (common.length > before.length - from) editor.replace(from, common)
    else if (again) {
      const { text, at } = editor
      const shown = listed(candidates.slice(0, mostListed), this.terminal.cols)
      const left = candidates.length - mostListed
      this.leaveLine(`\n${shown}\n${left > 0 ? `… ${left} more\n` : ''}`)
      editor.text = text
      editor.at = at
    } else {
      this.tabbed = true
      return
    }
    this.draw()
  }

  private output(): Output {
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
      write: (text) => this.say(text),
      drain: () => this.drained(),
    }
  }

  /** What a program says; one in the background says it above the line that is being typed. */
  private say(text: string): void {
    if (this.state !== 'prompt') {
      this.write(text)
      return
    }
    this.terminal.write(this.view.erase())
    this.write(text.endsWith('\n') ? text : `${text}\n`)
    this.draw()
  }

  private write(text: string): void {
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

  private async drained(): Promise<void> {
    if (this.behind >= ahead) await new Promise<void>((wake) => this.waiting.push(wake))
  }
}
