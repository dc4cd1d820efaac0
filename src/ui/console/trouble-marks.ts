import type { IBuffer, IDecoration, Terminal } from '@xterm/xterm'
import type { Playground } from '../store'
import styles from './console.module.css'
import { idOf } from './links'
import type { RequestMarks } from './request-marks'
import { consoleSays } from './texts'
import { type Trouble, troublesIn } from './troubles'

/** How long an output may go on before it is read. */
const millis = 250
/** Rows that are read at once, at most: what runs past faster is not read. */
const rowsRead = 80
const marksKept = 200

/** A line of an output, which may take several rows. */
interface Said {
  readonly row: number
  readonly text: string
}

/** Makes the words of an output that tell of trouble lead to what is behind it. */
export class TroubleMarks {
  private timer: ReturnType<typeof setTimeout> | undefined
  private marks: IDecoration[] = []
  private readonly known = new Set<string>()
  private readonly heard: { dispose(): void }

  constructor(
    private readonly terminal: Terminal,
    private readonly playground: Playground,
    private readonly requests: RequestMarks,
  ) {
    this.heard = terminal.onLineFeed(() => {
      this.timer ??= setTimeout(() => this.read(), millis)
    })
  }

  dispose(): void {
    this.heard.dispose()
    clearTimeout(this.timer)
  }

  private read(): void {
    this.timer = undefined
    const { active } = this.terminal.buffer
    const end = active.baseY + active.cursorY
    const entered = this.requests.lineBefore(end + 1)
    if (entered === undefined || active.type === 'alternate') return
    const first = Math.max(entered + 1, end - rowsRead)
    const command = saidFrom(active, entered, entered + 1)[0]?.text ?? ''
    const lines = saidFrom(active, first, end)
    const { summaries } = this.playground.getState().picture
    const texts = lines.map(({ text }) => text)
    for (const trouble of troublesIn(texts, command, (word) => idOf(word, summaries))) {
      const line = lines[trouble.line]
      if (line) this.mark(line, trouble, entered)
    }
  }

  private mark({ row, text }: Said, { from, length, leads }: Trouble, entered: number): void {
    const { cols, buffer } = this.terminal
    const at = row + Math.floor(from / cols)
    const x = from % cols
    const key = `${entered} ${row - entered} ${from} ${text}`
    if (this.known.has(key)) return
    this.known.add(key)
    const marker = this.terminal.registerMarker(at - buffer.active.baseY - buffer.active.cursorY)
    const width = Math.min(length, cols - x)
    const mark = this.terminal.registerDecoration({ marker, x, width, layer: 'top' })
    if (!mark) return
    const word = text.slice(from, from + length)
    const button = this.button(word, () => {
      if (leads.type === 'why') this.playground.actions.askWhy(leads.id, chainOf(word))
      else this.requests.showFailed(marker.line, leads.number)
    })
    mark.onRender((place) => {
      if (button.parentElement !== place) place.append(button)
    })
    this.marks.push(mark)
    if (this.marks.length > marksKept) this.marks.shift()?.dispose()
  }

  private button(text: string, act: () => void): HTMLButtonElement {
    const say = consoleSays[this.playground.getState().locale]
    const button = document.createElement('button')
    button.type = 'button'
    button.className = styles.trouble ?? ''
    button.title = say('why')
    button.setAttribute('aria-label', say('whyOf', { text }))
    // The terminal would take it for the beginning of a selection.
    button.onmousedown = (event) => event.stopPropagation()
    button.onclick = act
    return button
  }
}

/** What the reasons begin with that a word is about. */
const chainOf = (word: string): string | undefined =>
  word === '<pending>' ? 'address-pending' : undefined

/** The lines that begin in some rows; one that is wrapped is a line still. */
function saidFrom(buffer: IBuffer, first: number, end: number): readonly Said[] {
  const lines: { row: number; text: string }[] = []
  for (let row = first; row < end; row++) {
    const line = buffer.getLine(row)
    const last = lines.at(-1)
    if (line?.isWrapped && last) last.text += line.translateToString(false)
    else lines.push({ row, text: line?.translateToString(false) ?? '' })
  }
  return lines.map(({ row, text }) => ({ row, text: text.trimEnd() }))
}
