import type { Source } from '../../terminal'
import { type Key, keysIn } from '../../terminal/prompt'

/** What the keyboard's line discipline needs of the terminal. */
export interface Typewriter {
  echo(text: string): void
  interrupt(): void
}

/**
 * What a running program reads from the keyboard. Lines are edited and echoed as a terminal driver
 * does, and read when Enter ends them; in raw mode every key goes to the program as it is.
 */
export class TerminalInput implements Source {
  readonly isTerminal = true
  private ready = ''
  private line = ''
  private ended = false
  private rawReaders = 0
  private wake: () => void = () => undefined

  constructor(private readonly typewriter: Typewriter) {}

  get isRaw(): boolean {
    return this.rawReaders > 0
  }

  async read(): Promise<string | undefined> {
    while (this.ready === '') {
      if (this.ended) {
        this.ended = false
        return undefined
      }
      await new Promise<void>((wake) => {
        this.wake = wake
      })
    }
    const text = this.ready
    this.ready = ''
    return text
  }

  unread(text: string): void {
    this.ready = text + this.ready
  }

  raw(): () => void {
    this.rawReaders++
    return () => {
      this.rawReaders = Math.max(this.rawReaders - 1, 0)
    }
  }

  /** Takes what was typed while a program runs. */
  type(data: string): void {
    if (this.isRaw) {
      this.ready += data
      this.wake()
      return
    }
    for (const key of keysIn(data)) this.press(key)
  }

  /** What no program has read, which the next prompt gets; raw mode ends with its program. */
  takeRest(): string {
    const rest = this.ready + this.line
    this.ready = ''
    this.line = ''
    this.ended = false
    this.rawReaders = 0
    return rest
  }

  private press(key: Key): void {
    if (key.kind !== 'named') {
      this.add(key.text)
      return
    }
    switch (key.name) {
      case 'enter':
        this.add('\n')
        break
      case 'ctrl-c':
        this.line = ''
        this.typewriter.echo('^C\n')
        this.typewriter.interrupt()
        break
      case 'ctrl-d':
        if (this.line === '') this.ended = true
        this.deliver()
        break
      case 'backspace':
        this.rubOut(1)
        break
      case 'ctrl-u':
        this.rubOut(this.line.length)
        break
      case 'ctrl-w':
        this.rubOut(/\S*\s*$/.exec(this.line)?.[0].length ?? 0)
        break
      case 'tab':
        this.add('\t')
    }
  }

  private add(text: string): void {
    this.typewriter.echo(text)
    this.line += text
    if (text.includes('\n')) this.deliver()
  }

  private deliver(): void {
    this.ready += this.line
    this.line = ''
    this.wake()
  }

  private rubOut(count: number): void {
    for (let left = Math.min(count, this.line.length); left > 0; left--) {
      const wide = (this.line.at(-1)?.charCodeAt(0) ?? 0) > 0x2e80
      this.line = this.line.slice(0, -1)
      this.typewriter.echo(wide ? '\b\b  \b\b' : '\b \b')
    }
  }
}
