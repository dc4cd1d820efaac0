import type { IDecoration, IMarker, Terminal } from '@xterm/xterm'
import type { Picture, Playground } from '../store'
import styles from './console.module.css'
import { OwnRequests } from './own-requests'
import { consoleSays } from './texts'

/** As wide as its word, in cells. */
const width = 9

/** So many lines are remembered with what they have asked for. */
const linesKept = 50

/** A line that was entered, and the requests of the programs that it has run. */
interface Line {
  readonly marker: IMarker
  readonly requests: number[]
  readonly button: HTMLButtonElement
  /** How many of them have been looked at. */
  looked: number
}

/** Leads from a line to the traces of what was asked for in it: a word at the line's end. */
export class RequestMarks {
  private readonly own: OwnRequests
  private readonly decorations: IDecoration[] = []
  private line: Line | undefined
  private readonly lines: Line[] = []
  private readonly stop: () => void

  constructor(
    private readonly terminal: Terminal,
    private readonly playground: Playground,
  ) {
    this.own = new OwnRequests(playground.getState().picture)
    this.stop = playground.subscribe(({ picture }, { picture: before }) => {
      if (picture.scene !== before.scene) this.forget()
      if (picture.requests !== before.requests || picture.era !== before.era) this.look(picture)
    })
  }

  /** A line has been entered where the cursor stands. */
  entered(): void {
    this.look(this.playground.getState().picture)
    const marker = this.terminal.registerMarker(0)
    this.line = { marker, requests: [], button: document.createElement('button'), looked: 0 }
    this.lines.push(this.line)
    if (this.lines.length > linesKept) this.lines.shift()
  }

  /** Where the line that a row of the screen comes after was entered. */
  lineBefore(row: number): number | undefined {
    return this.before(row)?.marker.line
  }

  /** Shows what became of the so-manieth request that failed, of those that a row comes after. */
  showFailed(row: number, number: number): void {
    const { picture } = this.playground.getState()
    this.look(picture)
    const { requests = [] } = this.before(row) ?? {}
    const failed = requests.filter((id) => picture.requests.get(id)?.outcome !== 'ok')
    const request = failed[number] ?? failed.at(-1) ?? requests.at(-1)
    if (request !== undefined) this.playground.actions.select(`request/${request}`)
  }

  private before(row: number): Line | undefined {
    return this.lines.findLast(({ marker }) => marker.line >= 0 && marker.line < row)
  }

  /** A program of this terminal runs in a session. */
  opened(session: number): void {
    this.own.opened(session)
  }

  dispose(): void {
    this.stop()
  }

  /** In another scenario, the same numbers are other requests. */
  private forget(): void {
    for (const decoration of this.decorations.splice(0)) decoration.dispose()
    this.line = undefined
    this.lines.length = 0
  }

  private look(picture: Picture): void {
    const found = this.own.newIn(picture)
    const { line } = this
    if (line) for (const id of found) this.add(line, id)
  }

  private add(line: Line, request: number): void {
    line.requests.push(request)
    this.label(line)
    if (line.requests.length > 1) return
    const { button, marker } = line
    button.type = 'button'
    button.className = styles.trace ?? ''
    // The terminal would take it for the beginning of a selection.
    button.onmousedown = (event) => event.stopPropagation()
    button.onclick = () => this.show(line)
    const decoration = this.terminal.registerDecoration({ marker, anchor: 'right', x: 1, width })
    if (!decoration) return
    this.decorations.push(decoration)
    decoration.onRender((place) => {
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
