import type { Output } from '../../kubectl'
import type { Source } from './streams'

/** A writer that is this many characters ahead is asked to wait. */
const ahead = 65_536

/**
 * A pipe: what is written at one end is read at the other, as it comes. Who writes when nobody
 * reads any more is told so by `onBroken` (SIGPIPE).
 */
export class Pipe {
  readonly source: Source
  readonly output: Output
  private readonly chunks: string[] = []
  private waiting = 0
  private ended = false
  private closed = false
  private wakeReader: () => void = () => undefined
  private wakeWriters: (() => void)[] = []
  private readonly leftListeners = new Set<() => void>()

  constructor(private readonly onBroken: () => void) {
    this.source = {
      isTerminal: false,
      read: () => this.read(),
      unread: (text) => {
        this.chunks.unshift(text)
        this.waiting += text.length
      },
    }
    this.output = {
      isTerminal: false,
      columns: 80,
      write: (text) => this.write(text),
      drain: () => this.drain(),
      onLeft: (listener) => this.onLeft(listener),
    }
  }

  /** The writer is gone. */
  end(): void {
    this.ended = true
    this.wakeReader()
  }

  /** The reader is gone. */
  close(): void {
    this.closed = true
    this.chunks.length = 0
    for (const wake of this.wakeWriters.splice(0)) wake()
    for (const listener of this.leftListeners) listener()
  }

  private onLeft(listener: () => void): () => void {
    this.leftListeners.add(listener)
    if (this.closed) listener()
    return () => this.leftListeners.delete(listener)
  }

  private write(text: string): void {
    if (this.closed) {
      this.onBroken()
      return
    }
    if (text === '') return
    this.chunks.push(text)
    this.waiting += text.length
    this.wakeReader()
  }

  private async read(): Promise<string | undefined> {
    while (this.chunks.length === 0) {
      if (this.ended) return undefined
      await new Promise<void>((wake) => {
        this.wakeReader = wake
      })
    }
    const text = this.chunks.join('')
    this.chunks.length = 0
    this.waiting = 0
    for (const wake of this.wakeWriters.splice(0)) wake()
    return text
  }

  private async drain(): Promise<void> {
    if (this.closed || this.waiting < ahead) return
    await new Promise<void>((wake) => this.wakeWriters.push(wake))
  }
}
