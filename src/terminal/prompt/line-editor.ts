import type { History } from './history'
import type { Key } from './keys'

/** What a key press comes to. */
export type Outcome =
  | 'changed'
  | 'nothing'
  /** The line is done. */
  | 'enter'
  | 'interrupt'
  /** Ctrl-D on an empty line. */
  | 'end'
  | 'complete'
  | 'clear'

/** A line as it is edited: readline's keys, as far as people use them. */
export class LineEditor {
  text = ''
  at = 0
  /** What Ctrl-R looks for, while it does. */
  searched: string | undefined
  private killed = ''
  private place: number | undefined
  private draft = ''
  private found: number | undefined

  constructor(private readonly history: History) {}

  /** Begins a new line. */
  clear(): void {
    this.text = ''
    this.at = 0
    this.place = undefined
    this.searched = undefined
    this.found = undefined
  }

  /** Puts text in at the caret. */
  insert(text: string): void {
    this.text = this.text.slice(0, this.at) + text + this.text.slice(this.at)
    this.at += text.length
  }

  /** Replaces what stands from a place up to the caret. */
  replace(from: number, text: string): void {
    this.text = this.text.slice(0, from) + text + this.text.slice(this.at)
    this.at = from + text.length
  }

  press(key: Key): Outcome {
    if (this.searched !== undefined) return this.search(key, this.searched)
    if (key.kind !== 'named') {
      this.insert(key.text)
      return 'changed'
    }
    const edit = this.edits[key.name]
    if (!edit) return 'nothing'
    return edit() ?? 'changed'
  }

  /** While Ctrl-R looks: what is typed narrows it, other keys take what was found. */
  private search(key: Key, searched: string): Outcome {
    if (key.kind !== 'named') return this.look(searched + key.text)
    if (key.name === 'ctrl-r') return this.look(searched, this.found)
    if (key.name === 'backspace') return this.look(searched.slice(0, -1))
    if (key.name === 'ctrl-g' || key.name === 'ctrl-c') {
      this.clear()
      return key.name === 'ctrl-c' ? 'interrupt' : 'changed'
    }
    this.searched = undefined
    this.place = this.found
    this.found = undefined
    return key.name === 'escape' ? 'changed' : this.press(key)
  }

  private look(text: string, from?: number): Outcome {
    const found = this.history.search(text, from)
    this.searched = text
    if (found === undefined) return 'changed'
    this.found = found
    this.text = this.history.lines[found] ?? ''
    this.at = Math.max(this.text.indexOf(text), 0)
    return 'changed'
  }

  private readonly edits: Readonly<Record<string, () => Outcome | undefined>> = {
    enter: () => 'enter',
    'ctrl-j': () => 'enter',
    'ctrl-m': () => 'enter',
    tab: () => 'complete',
    'ctrl-c': () => 'interrupt',
    'ctrl-d': () => (this.text === '' ? 'end' : this.remove(this.at, this.after(this.at))),
    'ctrl-l': () => 'clear',
    left: () => this.go(this.before(this.at)),
    'ctrl-b': () => this.go(this.before(this.at)),
    right: () => this.go(this.after(this.at)),
    'ctrl-f': () => this.go(this.after(this.at)),
    home: () => this.go(0),
    'ctrl-a': () => this.go(0),
    end: () => this.go(this.text.length),
    'ctrl-e': () => this.go(this.text.length),
    'word-left': () => this.go(this.wordStart()),
    'alt-b': () => this.go(this.wordStart()),
    'word-right': () => this.go(this.wordEnd()),
    'alt-f': () => this.go(this.wordEnd()),
    backspace: () => this.remove(this.before(this.at), this.at),
    delete: () => this.remove(this.at, this.after(this.at)),
    'ctrl-k': () => this.kill(this.at, this.text.length),
    'ctrl-u': () => this.kill(0, this.at),
    'ctrl-w': () => this.kill(this.blankStart(), this.at),
    'alt-backspace': () => this.kill(this.wordStart(), this.at),
    'alt-d': () => this.kill(this.at, this.wordEnd()),
    'ctrl-y': () => void this.insert(this.killed),
    'ctrl-t': () => this.swap(),
    up: () => this.recall(-1),
    'ctrl-p': () => this.recall(-1),
    down: () => this.recall(1),
    'ctrl-n': () => this.recall(1),
    'ctrl-r': () => {
      this.searched = ''
      return undefined
    },
    'alt-.': () => {
      const last = this.history.lines.at(-1)?.split(/\s+/).at(-1)
      if (last) this.insert(last)
      return undefined
    },
  }

  private go(at: number): Outcome {
    this.at = at
    return 'changed'
  }

  private remove(from: number, to: number): Outcome {
    this.text = this.text.slice(0, from) + this.text.slice(to)
    this.at = from
    return 'changed'
  }

  private kill(from: number, to: number): Outcome {
    if (from === to) return 'nothing'
    this.killed = this.text.slice(from, to)
    return this.remove(from, to)
  }

  private swap(): Outcome {
    const at = Math.min(this.at, this.text.length - 1)
    if (at < 1) return 'nothing'
    const { text } = this
    this.text = text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1)
    this.at = at + 1
    return 'changed'
  }

  /** Goes through the history; below the last line is what was being typed. */
  private recall(by: number): Outcome {
    const { lines } = this.history
    const from = this.place ?? lines.length
    const to = from + by
    if (to < 0 || to > lines.length || from === to) return 'nothing'
    if (this.place === undefined || this.place === lines.length) this.draft = this.text
    this.place = to
    this.text = to === lines.length ? this.draft : (lines[to] ?? '')
    this.at = this.text.length
    return 'changed'
  }

  private before(at: number): number {
    if (at === 0) return 0
    return /[\udc00-\udfff]/.test(this.text[at - 1] ?? '') && at > 1 ? at - 2 : at - 1
  }
  private after(at: number): number {
    const [character = ''] = this.text.slice(at)
    return at + character.length
  }
  private wordStart(): number {
    const before = this.text.slice(0, this.at)
    return before.length - (/[\p{L}\p{N}_]+[^\p{L}\p{N}_]*$/u.exec(before)?.[0].length ?? this.at)
  }
  private wordEnd(): number {
    const after = this.text.slice(this.at)
    return this.at + (/^[^\p{L}\p{N}_]*[\p{L}\p{N}_]*/u.exec(after)?.[0].length ?? 0)
  }
  private blankStart(): number {
    const before = this.text.slice(0, this.at)
    return before.length - (/\S+\s*$/.exec(before)?.[0].length ?? this.at)
  }
}
