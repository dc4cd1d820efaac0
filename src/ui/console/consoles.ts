import { createStore, type StoreApi } from 'zustand/vanilla'
import { History } from '../../terminal/prompt'
import type { Playground } from '../store'
import { keepHistory, keepReader, readKept } from './keeping'
import { createMachine, type LearnersMachine, loadKubectl } from './machine'
import { ConsoleSession } from './session'

/** A terminal in its tab. */
export interface ConsoleTab {
  readonly id: number
  readonly session: ConsoleSession
}

/** The terminals of a playground; they go on while their pane is not shown. */
export interface ConsolesState {
  readonly tabs: readonly ConsoleTab[]
  readonly open: number
  readonly reader: boolean
}

const most = 8

export class Consoles {
  readonly state: StoreApi<ConsolesState>
  readonly machine: LearnersMachine
  private readonly history: History
  private last = 0
  private ordered: object | undefined

  constructor(private readonly playground: Playground) {
    const { history, reader } = readKept()
    this.history = new History(history)
    this.machine = createMachine(playground, () => this.history.lines)
    // It comes before the first command is typed to its end.
    void loadKubectl().catch(() => undefined)
    this.state = createStore<ConsolesState>(() => ({ tabs: [], open: 0, reader }))
  }

  add(label: (id: number) => string): void {
    const { tabs, reader } = this.state.getState()
    if (tabs.length >= most) return
    const id = ++this.last
    const session = new ConsoleSession({
      playground: this.playground,
      machine: this.machine,
      history: this.history,
      label: label(id),
      reader,
      greets: id === 1,
      onLine: () => keepHistory(this.history.lines),
      onEnd: () => this.close(id),
    })
    this.state.setState({ tabs: [...tabs, { id, session }], open: id })
  }

  /** Runs a line, once, in the terminal that is shown; in another while that one is busy. */
  run(ordered: { readonly line: string }, label: (id: number) => string): void {
    if (this.ordered === ordered) return
    this.ordered = ordered
    const shown = () => {
      const { tabs, open } = this.state.getState()
      return tabs.find(({ id }) => id === open)?.session
    }
    if (shown()?.isBusy !== false) this.add(label)
    shown()?.run(ordered.line)
  }

  close(id: number): void {
    const { tabs, open } = this.state.getState()
    const at = tabs.findIndex((tab) => tab.id === id)
    tabs[at]?.session.close()
    const left = tabs.filter((tab) => tab.id !== id)
    const next = left[Math.min(at, left.length - 1)]?.id ?? 0
    this.state.setState({ tabs: left, open: open === id ? next : open })
  }

  show(id: number): void {
    this.state.setState({ open: id })
  }

  setReader(reader: boolean): void {
    keepReader(reader)
    for (const { session } of this.state.getState().tabs) session.setReader(reader)
    this.state.setState({ reader })
  }
}

const all = new WeakMap<Playground, Consoles>()

/** The terminals of a playground; the first to ask makes them. */
export function consolesOf(playground: Playground): Consoles {
  const found = all.get(playground) ?? new Consoles(playground)
  all.set(playground, found)
  return found
}
