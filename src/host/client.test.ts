import { describe, expect, it } from 'vitest'
import { createClient } from './client'
import type { Command, Port, Report } from './protocol'

/** A worker that keeps what it was told, and says what the test says. */
function fakeWorker() {
  const told: Command[] = []
  const listeners = new Map<string, (event: never) => void>()
  const port: Port & { terminated?: true } = {
    postMessage: (command) => told.push(command),
    addEventListener: (type: string, listener: (event: never) => void) =>
      void listeners.set(type, listener),
    terminate: () => {
      port.terminated = true
    },
  }
  const page = {
    visibilityState: 'visible',
    listeners: new Set<() => void>(),
    addEventListener: (_: string, listener: () => void) => void page.listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => void page.listeners.delete(listener),
    changed: () => {
      for (const listener of page.listeners) listener()
    },
  }
  const say = (data: Report) => listeners.get('message')?.({ data } as never)
  const fail = (message?: string) => listeners.get('error')?.({ message } as never)
  return { told, port, say, fail, page, client: createClient(port, page) }
}
const get = { method: 'GET', path: '/api/v1/pods' } as const
const ok = { status: 200, body: 'pods' } as const

describe("the page's side of the worker", () => {
  it('hears the answer to its own request, in whatever order they come', async () => {
    const { client, told, say } = fakeWorker()
    const [first, second] = [client.request(get), client.request({ ...get, path: '/api' })]
    const [one, two] = told.map((command) => ('id' in command ? command.id : 0))
    say({ type: 'response', id: two ?? 0, response: { status: 404, body: 'none' } })
    say({ type: 'response', id: one ?? 0, response: ok })
    expect(await first).toBe(ok)
    expect((await second).status).toBe(404)
  })

  it('waits for each load', async () => {
    const { client, told, say } = fakeWorker()
    const scenario = {} as Parameters<typeof client.load>[0]
    const loads = [client.load(scenario), client.load(scenario)]
    expect(told).toHaveLength(2)
    say({ type: 'loaded' })
    say({ type: 'loaded' })
    await Promise.all(loads)
  })

  it('follows a stream to its end', async () => {
    const { client, say } = fakeWorker()
    const chunks: unknown[] = []
    const following = (async () => {
      for await (const chunk of client.stream(get)) chunks.push(chunk)
    })()
    const stream = { type: 'watch', kind: 'Pod', revision: 1 } as const
    say({ type: 'response', id: 1, response: { status: 200, stream } })
    say({ type: 'chunk', id: 1, chunk: 'a' })
    await Promise.resolve()
    say({ type: 'chunk', id: 1, chunk: 'b' })
    say({ type: 'end', id: 1 })
    await following
    expect(chunks).toEqual(['a', 'b'])
  })

  it('ends a stream that nobody follows any more', async () => {
    const { client, told, say } = fakeWorker()
    const following = (async () => {
      for await (const chunk of client.stream(get)) return chunk
      return undefined
    })()
    const stream = { type: 'watch', kind: 'Pod', revision: 1 } as const
    say({ type: 'response', id: 1, response: { status: 200, stream } })
    say({ type: 'chunk', id: 1, chunk: 'a' })
    expect(await following).toBe('a')
    expect(told.at(-1)).toEqual({ type: 'cancel', id: 1 })
  })

  it('ends a stream that is quiet, too, for whoever still waits for it', async () => {
    const { client, told, say } = fakeWorker()
    const events = client.stream(get)[Symbol.asyncIterator]()
    const waiting = events.next()
    const stream = { type: 'watch', kind: 'Pod', revision: 1 } as const
    say({ type: 'response', id: 1, response: { status: 200, stream } })
    await Promise.resolve()
    void events.return?.()
    expect(told.at(-1)).toEqual({ type: 'cancel', id: 1 })
    expect(await waiting).toEqual({ value: undefined, done: true })
  })

  it('leaves nobody waiting when the worker is gone', async () => {
    for (const crash of ['report', 'error']) {
      const { client, say, fail } = fakeWorker()
      const crashes: string[] = []
      client.onCrash((message) => crashes.push(message))
      const asked = client.request(get)
      const loading = client.load({} as Parameters<typeof client.load>[0])
      if (crash === 'error') fail('no such file')
      else say({ type: 'crash', message: 'a rule was broken', at: 7 })
      expect((await asked).status).toBe(500)
      await loading
      expect(crashes).toHaveLength(1)
    }
  })

  it('keeps nobody waiting for a worker that could not be fetched', async () => {
    const { client, fail, told } = fakeWorker()
    const crashes: string[] = []
    client.onCrash((message) => crashes.push(message))
    fail()
    expect((await client.request(get)).status).toBe(500)
    await client.load({} as Parameters<typeof client.load>[0])
    expect(crashes).toEqual(['', ''])
    expect(told).toEqual([])
  })

  it('tells frames to whoever listens', () => {
    const { client, say, port } = fakeWorker()
    const frames: unknown[] = []
    const stop = client.onFrame((frame) => frames.push(frame))
    const frame = { now: 1 } as Extract<Report, { type: 'frame' }>['frame']
    say({ type: 'frame', frame })
    stop()
    say({ type: 'frame', frame })
    expect(frames).toEqual([frame])
    client.close()
    expect(port.terminated).toBe(true)
  })
  it('tells the worker when nobody can see the page', () => {
    const { client, page, told } = fakeWorker()
    page.visibilityState = 'hidden'
    page.changed()
    client.close()
    page.changed()
    expect(told).toEqual([{ type: 'visible', visible: false }])
  })
})
