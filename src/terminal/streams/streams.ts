import type { Input, Output } from '../../kubectl'

/** An input that somebody may read a line of, and leave the rest to the next one. */
export interface Source extends Input {
  /** Puts text back, to be read first. */
  unread(text: string): void
}

/** Standard input, output and error, and whatever else a redirection opens, by number. */
export type Descriptors = ReadonlyMap<number, Descriptor>

/** One open file, terminal or end of a pipe. */
export interface Descriptor {
  readonly input?: Source
  readonly output?: Output
  /** As the operating system names it, for messages. */
  readonly name: string
}

/** An input that has nothing: `/dev/null`. */
export const nothing = (): Source => textSource('')

/** A text as an input: a file, a here-document. */
export function textSource(text: string): Source {
  let rest = text
  return {
    isTerminal: false,
    read: async () => {
      const chunk = rest
      rest = ''
      return chunk === '' ? undefined : chunk
    },
    unread: (back) => {
      rest = back + rest
    },
  }
}

/** An output that keeps what it is given: command substitution. */
export class Captured implements Output {
  readonly isTerminal = false
  readonly columns = 80
  private readonly chunks: string[] = []

  write(text: string): void {
    this.chunks.push(text)
  }
  get text(): string {
    return this.chunks.join('')
  }
}

/** An output that forgets: `/dev/null`. */
export const discarded: Output = { isTerminal: false, columns: 80, write: () => undefined }

/** An output until `signal` is set: what a stopped program still says is not heard. */
export class StoppableOutput implements Output {
  constructor(
    private readonly output: Output,
    private readonly signal: AbortSignal,
  ) {}

  get isTerminal(): boolean {
    return this.output.isTerminal
  }
  get columns(): number {
    return this.output.columns
  }
  get rows(): number {
    return this.output.rows ?? 24
  }
  onResize(listener: () => void): () => void {
    return this.output.onResize?.(listener) ?? (() => undefined)
  }
  onLeft(listener: () => void): () => void {
    return this.output.onLeft?.(listener) ?? (() => undefined)
  }
  write(text: string): void {
    if (!this.signal.aborted) this.output.write(text)
  }
  async drain(): Promise<void> {
    await orStopped(this.output.drain?.() ?? Promise.resolve(), this.signal)
  }
}

/** An input that ends when `signal` is set. */
export function readUntilStopped(input: Source, signal: AbortSignal): Source {
  const raw = input.raw?.bind(input)
  return {
    isTerminal: input.isTerminal,
    unread: (text) => input.unread(text),
    read: () => (signal.aborted ? Promise.resolve(undefined) : orStopped(input.read(), signal)),
    ...(raw ? { raw } : {}),
  }
}

/** What a promise brings; undefined when `signal` is set before. */
export function orStopped<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  if (signal.aborted) return Promise.resolve(undefined)
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined)
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Everything that is left. */
export async function readAll(input: Input): Promise<string> {
  const chunks: string[] = []
  for (;;) {
    const chunk = await input.read()
    if (chunk === undefined) return chunks.join('')
    chunks.push(chunk)
  }
}

/** Lines as they come, without their ends; the last one may have had none. */
export async function* linesOf(input: Input): AsyncGenerator<string> {
  let rest = ''
  for (;;) {
    const chunk = await input.read()
    if (chunk === undefined) break
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** One line, the rest put back; undefined at the end. `whole` tells whether it had an end. */
export async function readLine(
  input: Source,
): Promise<{ readonly line: string; readonly whole: boolean } | undefined> {
  let text = ''
  for (;;) {
    const chunk = await input.read()
    if (chunk === undefined) return text === '' ? undefined : { line: text, whole: false }
    const end = chunk.indexOf('\n')
    if (end >= 0) {
      if (end + 1 < chunk.length) input.unread(chunk.slice(end + 1))
      return { line: text + chunk.slice(0, end), whole: true }
    }
    text += chunk
  }
}
