import { Shell } from '../../terminal'
import {
  commonBeginning,
  completionAt,
  expandHistory,
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
import { lightRows, linkNames } from './links'
import { describing, home, type LearnersMachine } from './machine'
import { promptText } from './prompt-text'
import { RequestMarks } from './request-marks'
import { Screen } from './screen'
import { TerminalInput } from './terminal-input'
import { TroubleMarks } from './trouble-marks'

/** The most candidates that Tab lists. */
const mostListed = 300

/** Keys: to the end of the line, and away with all before. */
const END = '\x05'
const CLEAR = '\x15'

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
  private readonly screen: Screen
  private readonly shell: Shell
  private readonly editor: LineEditor
  private readonly view = new LineView()
  private readonly input: TerminalInput
  private readonly queue: Key[] = []
  private state: 'idle' | 'prompt' | 'busy' = 'idle'
  /** Lines of a command that is not complete yet. */
  private begun = ''
  private tabbed = false
  /** The line that runs, or ran last: what its programs ask for is undone as one. */
  private change: OpenChange | undefined
  private marks: RequestMarks | undefined
  private troubles: TroubleMarks | undefined
  private unlight: (() => void) | undefined

  constructor(private readonly options: SessionOptions) {
    const { machine, history, reader } = options
    this.editor = new LineEditor(history)
    this.screen = new Screen(reader, (data) => this.type(data))
    this.input = new TerminalInput({
      echo: (text) => this.screen.write(text),
      interrupt: () => this.shell.interrupt(),
    })
    const output = this.screen.output((text) => this.say(text))
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
      rows: () => this.screen.rows,
    })
  }

  /** The machine, as this terminal's programs have it: their requests belong to their line. */
  private labelled(machine: LearnersMachine): LearnersMachine {
    const client = () => (this.change ? this.marking(describing(this.change)) : machine.client)
    return Object.create(machine, { client: { get: client, enumerable: true } })
  }

  /** A client whose sessions are known to be this terminal's. */
  private marking(client: LearnersMachine['client']): LearnersMachine['client'] {
    const connect: typeof client.connect = async (request) => {
      const channel = await client.connect(request)
      if ('session' in channel && channel.session !== undefined) this.marks?.opened(channel.session)
      return channel
    }
    return { ...client, connect }
  }

  /** Puts the screen into the page. */
  show(parent: HTMLElement): void {
    const { label, playground, greets } = this.options
    if (this.screen.show(parent, label)) {
      linkNames(this.screen.terminal, playground)
      this.unlight = lightRows(this.screen.terminal, playground)
      this.marks = new RequestMarks(this.screen.terminal, playground)
      this.troubles = new TroubleMarks(this.screen.terminal, playground, this.marks)
      if (greets) this.screen.write(greeting)
      void this.begin()
    } else this.resize()
  }

  /** What `.bashrc` says comes before the first prompt: aliases, mostly. */
  private async begin(): Promise<void> {
    const { disk } = this.options.machine
    if (disk.status(`${home}/.bashrc`)) {
      this.state = 'busy'
      await this.shell.run('source ~/.bashrc')
    }
    if (this.shell.ended) this.options.onEnd()
    else {
      this.prompt()
      void this.pump()
    }
  }

  hide(): void {
    this.screen.hide()
  }

  focus(): void {
    this.screen.terminal.focus()
  }

  /** As if a key had been pressed that this machine lacks. */
  send(data: string): void {
    this.type(data)
    this.focus()
  }

  /** Whether a program has the terminal. */
  get isBusy(): boolean {
    return this.state === 'busy'
  }

  /** Runs a line instead of what has been typed so far, as soon as there is a prompt. */
  run(line: string): void {
    this.queue.push(...keysIn(`${END}${CLEAR}${line}\r`))
    void this.pump()
    this.focus()
  }

  /** As many rows and columns as there is room for. */
  resize(): void {
    if (this.screen.fill() && this.state === 'prompt') this.draw()
  }

  paint(): void {
    this.screen.paint()
  }

  setReader(reader: boolean): void {
    this.screen.terminal.options.screenReaderMode = reader
  }

  close(): void {
    this.shell.hangUp()
    this.marks?.dispose()
    this.troubles?.dispose()
    this.unlight?.()
    this.screen.close()
  }

  private type(data: string): void {
    if (this.state === 'busy') {
      if (data.includes('\r')) this.marks?.entered()
      this.input.type(data)
    } else {
      this.queue.push(...keysIn(data)) // what is typed before there is a prompt waits for it
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
        this.screen.write(`\x1b[H\x1b[2J`)
        this.view.leave()
        this.draw()
        break
      case 'complete':
        await this.complete(again)
    }
  }

  private prompt(): void {
    for (const notice of this.shell.notices()) this.screen.write(`${notice}\n`)
    if (!this.screen.atLineStart) this.screen.write('\n')
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
    return promptText(this.shell.state, machine.disk, this.screen.columns)
  }

  private draw(): void {
    const { text, at } = this.editor
    this.screen.draw(this.view.draw(this.promptLine, text, at, this.screen.columns))
  }

  /** Ends the line as it stands, and goes below it. */
  private leaveLine(after: string): void {
    this.editor.searched = undefined
    const { text } = this.editor
    this.screen.draw(this.view.draw(this.promptLine, text, text.length, this.screen.columns))
    this.view.leave()
    this.screen.atLineStart = false
    this.screen.write(after)
  }

  private async enter(): Promise<void> {
    this.marks?.entered()
    this.leaveLine('\n')
    const { history, onLine, onEnd } = this.options
    const expanded = expandHistory(this.editor.text, history.lines)
    if ('missing' in expanded) {
      this.begun = ''
      this.screen.write(`bash: ${expanded.missing}: event not found\n`)
      this.prompt()
      return
    }
    if (expanded.changed) this.screen.write(`${expanded.text}\n`)
    const text = this.begun + expanded.text
    if (this.shell.isUnfinished(text)) {
      this.begun = `${text}\n`
      this.prompt()
      return
    }
    this.begun = ''
    if (history.add(text)) onLine()
    if (text.trim() !== '') {
      this.state = 'busy'
      const { actions } = this.options.playground
      this.change = actions.change(labelOf(text), 'terminal')
      actions.tellRan(text, await this.shell.run(text))
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
      const shown = listed(candidates.slice(0, mostListed), this.screen.columns)
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

  /** What a program says; one in the background says it above the line that is being typed. */
  private say(text: string): void {
    if (this.state !== 'prompt') {
      this.screen.write(text)
      return
    }
    this.screen.draw(this.view.erase())
    this.screen.write(text.endsWith('\n') ? text : `${text}\n`)
    this.draw()
  }
}
