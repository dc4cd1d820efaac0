import type { NodeFault, PodFault } from '../engine/api/fault'
import type { ApiRequest, ApiResponse, ConnectRequest } from '../engine/api/request'
import type { SessionChunk, SessionInput } from '../engine/api/session'
import { failure, type Status } from '../engine/api/status'
import type { Channel } from '../kubectl/client'
import type { Frame } from '../projection/frame'
import { presetOf } from '../scenarios/presets'
import type { CameTo } from './past'
import type { Change, Client, Command, History, Port, Report, Turned } from './protocol'

/** Starts the worker that the cluster runs in. */
export const startWorker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'cluster' })

/** The page's side of a worker. Time stands still in it while the page cannot be seen. */
export function createClient(port: Port = startWorker(), page: Page = document): Client {
  const client = new WorkerClient(port)
  const watch = () =>
    port.postMessage({ type: 'visible', visible: page.visibilityState === 'visible' })
  page.addEventListener('visibilitychange', watch)
  if (page.visibilityState !== 'visible') watch()
  return Object.assign(client, {
    close: () => {
      page.removeEventListener('visibilitychange', watch)
      port.terminate()
    },
  })
}

/** A page as far as a client needs one. */
export interface Page {
  readonly visibilityState: string
  addEventListener(type: 'visibilitychange', listener: () => void): void
  removeEventListener(type: 'visibilitychange', listener: () => void): void
}

interface Stream {
  readonly chunks: unknown[]
  ended: boolean
  wake: () => void
}

const crashed: ApiResponse = {
  status: 500,
  body: failure(500, 'InternalError', 'Internal error occurred: the cluster crashed').status,
}

/** What has come, and what still comes. */
async function* following(stream: Stream): AsyncGenerator<unknown> {
  for (;;) {
    while (stream.chunks.length > 0) yield stream.chunks.shift()
    if (stream.ended) return
    await new Promise<void>((wake) => {
      stream.wake = wake
    })
  }
}

class WorkerClient implements Omit<Client, 'close'> {
  private lastId = 0
  private readonly answers = new Map<number, (response: ApiResponse) => void>()
  private readonly streams = new Map<number, Stream>()
  private readonly loads: ((came?: CameTo) => void)[] = []
  private readonly frameListeners = new Set<(frame: Frame) => void>()
  private readonly historyListeners = new Set<(history: History) => void>()
  private readonly turnedListeners = new Set<(turned: Turned) => void>()
  private readonly crashListeners = new Set<(message: string, at: number) => void>()
  /** Whether the worker has ever said anything; one that could not be fetched never will. */
  private heard = false
  private dead = false

  constructor(private readonly port: Port) {
    port.addEventListener('message', ({ data }) => this.receive(data))
    port.addEventListener('error', ({ message }) => {
      this.dead ||= !this.heard
      this.crash(message ?? '', 0)
    })
  }

  load(
    scenario: Extract<Command, { type: 'load' }>['scenario'],
    { change, past }: NonNullable<Parameters<Client['load']>[1]> = {},
  ): Promise<CameTo | undefined> {
    return new Promise((done) => {
      this.loads.push(done)
      if (this.dead) return this.crash('', 0)
      const preset = presetOf(past?.opened.manifest ?? scenario.manifest)?.id
      this.port.postMessage({ type: 'load', scenario, preset, past, change })
    })
  }

  request(request: ApiRequest, change?: Change): Promise<ApiResponse> {
    return this.send(++this.lastId, request, change)
  }

  stream(request: ApiRequest): AsyncIterable<unknown> {
    const id = ++this.lastId
    const stream: Stream = { chunks: [], ended: false, wake: () => undefined }
    this.streams.set(id, stream)
    const generator = this.streamed(id, request, stream)
    // A generator that waits hears only of what it waits for: a quiet watch would go on for ever.
    const breakOff = () => {
      this.leave(id, stream)
      return generator.return(undefined)
    }
    return {
      [Symbol.asyncIterator]: () => ({ next: () => generator.next(), return: breakOff }),
    }
  }

  private async *streamed(id: number, request: ApiRequest, stream: Stream) {
    try {
      const response = await this.send(id, request)
      if ('stream' in response) yield* following(stream)
      else yield response.body
    } finally {
      this.leave(id, stream)
    }
  }

  private leave(id: number, stream: Stream): void {
    if (!this.streams.delete(id) || stream.ended) return
    this.port.postMessage({ type: 'cancel', id })
    stream.ended = true
    stream.wake()
  }

  async connect(request: ConnectRequest, change?: Change): Promise<Channel | Status> {
    const id = ++this.lastId
    const stream: Stream = { chunks: [], ended: false, wake: () => undefined }
    this.streams.set(id, stream)
    const response = await this.send(id, request, change)
    if (!('stream' in response)) {
      this.streams.delete(id)
      return response.body as Status
    }
    const send = (input: SessionInput) => {
      if (!stream.ended) this.port.postMessage({ type: 'input', id, input })
    }
    const cursor = response.stream
    const numbered = cursor.type === 'session' ? { session: cursor.session } : undefined
    return { ...numbered, chunks: this.chunksOf(id, stream, send), send }
  }

  // Whoever breaks off leaves the session.
  private async *chunksOf(
    id: number,
    stream: Stream,
    send: (input: SessionInput) => void,
  ): AsyncGenerator<SessionChunk> {
    try {
      yield* following(stream) as AsyncGenerator<SessionChunk>
    } finally {
      this.streams.delete(id)
      send({ type: 'close' })
      if (!stream.ended) this.port.postMessage({ type: 'cancel', id })
    }
  }

  clock(running: boolean, speed: number): void {
    this.port.postMessage({ type: 'clock', running, speed })
  }
  step(): void {
    this.port.postMessage({ type: 'step' })
  }
  seek(at: number): void {
    this.port.postMessage({ type: 'seek', at })
  }
  traffic(traffic: Extract<Command, { type: 'traffic' }>['traffic'], change?: Change): void {
    this.port.postMessage({ type: 'traffic', traffic, ...(change && { change }) })
  }
  fault(node: string, fault: NodeFault | undefined, change?: Change): void {
    this.port.postMessage({ type: 'fault', node, fault, change })
  }
  podFault(pod: string, fault: PodFault, change?: Change): void {
    this.port.postMessage({ type: 'pod-fault', pod, fault, change })
  }
  look(look: Extract<Command, { type: 'look' }>['look']): void {
    this.port.postMessage({ type: 'look', look })
  }
  undo(): void {
    this.port.postMessage({ type: 'undo' })
  }
  redo(): void {
    this.port.postMessage({ type: 'redo' })
  }

  onHistory(listener: (history: History) => void): () => void {
    this.historyListeners.add(listener)
    return () => this.historyListeners.delete(listener)
  }
  onTurned(listener: (turned: Turned) => void): () => void {
    this.turnedListeners.add(listener)
    return () => this.turnedListeners.delete(listener)
  }

  onFrame(listener: (frame: Frame) => void): () => void {
    this.frameListeners.add(listener)
    return () => this.frameListeners.delete(listener)
  }
  onCrash(listener: (message: string, at: number) => void): () => void {
    this.crashListeners.add(listener)
    return () => this.crashListeners.delete(listener)
  }

  private send(id: number, request: ConnectRequest, change?: Change): Promise<ApiResponse> {
    return new Promise((answer) => {
      if (this.dead) return answer(crashed)
      this.answers.set(id, answer)
      this.port.postMessage({ type: 'request', id, request, ...(change && { change }) })
    })
  }

  private receive(report: Report): void {
    this.heard = true
    switch (report.type) {
      case 'loaded':
        this.loads.shift()?.(report.came)
        break
      case 'response':
        this.answers.get(report.id)?.(report.response)
        this.answers.delete(report.id)
        break
      case 'chunk':
        this.streams.get(report.id)?.chunks.push(report.chunk)
        this.streams.get(report.id)?.wake()
        break
      case 'end':
        this.end(report.id)
        break
      case 'frame':
        for (const listener of this.frameListeners) listener(report.frame)
        break
      case 'history':
        for (const listener of this.historyListeners) listener(report.history)
        break
      case 'turned':
        for (const listener of this.turnedListeners) listener(report.turned)
        break
      case 'crash':
        this.crash(report.message, report.at)
    }
  }

  // Nobody is left waiting for a cluster that is no more.
  private crash(message: string, at: number): void {
    for (const listener of this.crashListeners) listener(message, at)
    for (const done of this.loads.splice(0)) done()
    for (const answer of this.answers.values()) answer(crashed)
    this.answers.clear()
    for (const id of this.streams.keys()) this.end(id)
  }

  private end(id: number): void {
    const stream = this.streams.get(id)
    if (!stream) return
    stream.ended = true
    stream.wake()
  }
}
