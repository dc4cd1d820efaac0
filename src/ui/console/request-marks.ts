import type { IMarker, Terminal } from '@xterm/xterm'
import type { Playground } from '../store'
import styles from './console.module.css'
import { consoleSays } from './texts'

/** As wide as its word, in cells. */
const width = 9

/** A line that was entered, and the requests of the programs that it has run. */
interface Line {
  readonly marker: IMarker
  readonly requests: number[]
  readonly button: HTMLButtonElement
  /** How many of them have been looked at. */
  looked: number
}

/**
 * Leads from a line to the traces of what was asked for in it: a word at the line's end. What was
 * asked is known by the sessions that this terminal has opened.
 */
export class RequestMarks {
  private readonly sessions = new Set<number>()
  private line: Line | undefined
  private last = 0
  private readonly stop: () => void

  constructor(
    private readonly terminal: Terminal,
    private readonly playground: Playground,
  ) {
    this.stop = playground.subscribe(({ picture }, before) => {
      if (picture.requests !== before.picture.requests) this.look()
    })
  }

  /** A line has been entered where the cursor stands. */
  entered(): void {
    this.look()
    const marker = this.terminal.registerMarker(0)
    this.line = { marker, requests: [], button: document.createElement('button'), looked: 0 }
  }

  /** A program of this terminal runs in a session. */
  opened(session: number): void {
    this.sessions.add(session)
  }

  dispose(): void {
    this.stop()
  }

  private look(): void {
    if (this.sessions.size === 0) return
    const { line, last } = this
    for (const { id, session } of this.playground.getState().picture.requests.values()) {
      if (id <= last || session === undefined || !this.sessions.has(session)) continue
      this.last = Math.max(this.last, id)
      if (line) this.add(line, id)
    }
  }

  private add(line: Line, request: number): void {
    line.requests.push(request)
    line.requests.sort((left, right) => left - right)
    this.label(line)
    if (line.requests.length > 1) return
    const { button, marker } = line
    button.type = 'button'
    button.className = styles.trace ?? ''
    // The terminal would take it for the beginning of a selection.
    button.onmousedown = (event) => event.stopPropagation()
    button.onclick = () => this.show(line)
    const decoration = this.terminal.registerDecoration({ marker, anchor: 'right', x: 1, width })
    decoration?.onRender((place) => {
      if (button.parentElement !== place) place.append(button)
    })
  }

  private label({ button, requests: { length } }: Line): void {
    const say = consoleSays[this.playground.getState().locale]
    button.textContent = length > 1 ? `${say('trace')} ×${length}` : say('trace')
    button.title = say(length > 1 ? 'traceEach' : 'traceLong')
    button.setAttribute('aria-label', button.title)
  }

  // Each further click shows the next.
  private show(line: Line): void {
    const request = line.requests[line.looked % line.requests.length]
    line.looked++
    this.playground.actions.select(`request/${request}`)
  }
}
