import { afterEach, describe, expect, it, vi } from 'vitest'
import { Cluster, seconds } from '../engine'
import type { Frame } from '../projection/frame'
import type { ClientSummary } from '../projection/summary'
import { Driver } from './driver'
import type { Command, Report } from './protocol'
import { driver, opened, scenario, untilLoaded } from './testing'

/** The client as the frames so far leave it. */
const clientOf = (frames: readonly Frame[]) =>
  frames
    .flatMap(({ changed }) => changed)
    .findLast(({ type }) => type === 'client') as ClientSummary

afterEach(() => vi.restoreAllMocks())

describe('opening a scenario', () => {
  it('shows the manifest from the first frame on, and all of it running when loaded', async () => {
    const { frames, reports } = await opened()
    const [begin] = frames()
    expect(begin?.fresh).toBe(true)
    expect(begin?.changed.map(({ id }) => id)).toContain('service/default/web-svc')
    expect(frames().filter(({ fresh }) => fresh)).toHaveLength(1)
    const states = new Map<string, string>()
    for (const { changed } of frames()) {
      for (const each of changed)
        if (each.type === 'pod' && !each.system) states.set(each.id, each.state)
    }
    expect([...states.values()]).toEqual(['ready', 'ready', 'ready', 'ready', 'ready'])
    expect(reports.filter(({ type }) => type === 'loaded')).toHaveLength(1)
  })

  it('gives way to the next, and keeps nobody waiting', async () => {
    const all = driver()
    all.tell({ type: 'load', scenario })
    all.tick()
    all.tell({ type: 'load', scenario: { ...scenario, manifest: '' } })
    expect(all.reports.filter(({ type }) => type === 'loaded')).toHaveLength(1)
    all.reports.length = 0
    await untilLoaded(all)
    const ids = all.frames().flatMap(({ changed }) => changed.map(({ id }) => id))
    expect(ids).not.toContain('service/default/web-svc')
  })

  it('holds what is asked meanwhile until it is open, where it can be undone', async () => {
    const all = driver()
    all.tell({ type: 'load', scenario })
    all.tick()
    const change = { id: 'change/1', label: 'kubectl delete svc web-svc' }
    const path = '/api/v1/namespaces/default/services/web-svc'
    all.tell({ type: 'request', id: 7, request: { method: 'DELETE', path }, change })
    expect(all.reports.filter(({ type }) => type === 'response')).toEqual([])
    await untilLoaded(all)
    const told = all.reports.filter(({ type }) => type === 'loaded' || type === 'response')
    expect(told).toMatchObject([{ type: 'loaded' }, { id: 7, response: { status: 200 } }])
    all.tick()
    expect(all.reports).toContainEqual({ type: 'history', history: { undo: change } })
  })

  it('answers a request before there is a cluster', () => {
    const { tell, reports } = driver()
    tell({ type: 'request', id: 1, request: { method: 'GET', path: '/api' } })
    expect(reports).toMatchObject([{ type: 'response', id: 1, response: { status: 503 } }])
  })
})

describe('work', () => {
  it('is done in pieces, shorter ones while messages take long', async () => {
    const { tell, tick, real, reports } = slow()
    tell({ type: 'load', scenario })
    await untilLoaded({ tick, reports })
    tell({ type: 'clock', running: true, speed: 20 })
    const pieces: number[] = []
    const advance = Cluster.prototype.advance
    const cost = { millis: 2 }
    vi.spyOn(Cluster.prototype, 'advance').mockImplementation(function (this: Cluster, at, most) {
      const ran = advance.call(this, at, most)
      pieces.push(most ?? 0)
      real.now += ran * cost.millis
      return ran
    })
    const worked = (): number => {
      const before = real.now
      tick()
      return real.now - before
    }
    const turn = () => {
      real.now += 16
      return worked()
    }
    for (let count = 0; count < 10; count++) turn() // until it has found out
    const spent = Array.from({ length: 30 }, turn)
    // Its budget is 8 ms, and one piece may go beyond.
    expect(Math.max(...spent)).toBeLessThanOrEqual(16)
    expect(Math.min(...pieces)).toBeLessThanOrEqual(2)
    cost.millis = 0.001
    for (let count = 0; count < 20; count++) turn()
    expect(pieces.at(-1)).toBeGreaterThan(8)
  })
})

/** A driver of which a test says how long it works. */
function slow() {
  const reports: Report[] = []
  const real = { now: 0 }
  const made = new Driver({ post: (report) => reports.push(report), clock: () => real.now })
  const tell = (command: Command) => made.handle(command)
  return { reports, real, tell, tick: () => made.tick() }
}

describe('time', () => {
  it('passes as fast as asked', async () => {
    const { pass, frame, tell } = await opened()
    const { now } = frame()
    pass(1_600)
    expect(frame()).toMatchObject({ now: now + seconds(1.6) - 16_000, running: true, reached: 1 })
    tell({ type: 'clock', running: true, speed: 5 })
    pass(1_600)
    expect(frame().now).toBe(now + seconds(1.6) - 16_000 + 5 * (seconds(1.6) - 16_000))
  })

  it('is slower when the cluster cannot keep up, and the frame says so', async () => {
    const { pass, frame, tell } = await opened({ clockStep: 3 })
    tell({
      type: 'traffic',
      traffic: scenario.traffic.map((each) => ({ ...each, ratePerSecond: 1000 })),
    })
    tell({ type: 'clock', running: true, speed: 20 })
    pass(1_600)
    const { reached, speed } = frame()
    expect(speed).toBe(20)
    expect(reached).toBeLessThan(20)
    expect(reached).toBeGreaterThan(0)
  })

  it('does not run after a machine that slept, nor in a page that nobody sees', async () => {
    const { jump, pass, frame, frames, tell } = await opened()
    pass(32)
    const { now } = frame()
    jump(3_600_000)
    expect(frame().now).toBe(now + seconds(0.25))
    tell({ type: 'visible', visible: false })
    const shown = frames().length
    pass(1_000)
    expect(frames()).toHaveLength(shown)
    tell({ type: 'visible', visible: true })
    pass(160)
    expect(frame().now).toBe(now + seconds(0.25) + 144_000)
  })

  it('stands still while paused, and goes on message by message', async () => {
    const { pass, frame, frames, tell, tick } = await opened()
    tell({ type: 'clock', running: false, speed: 1 })
    pass(16)
    const shown = frames().length
    const { now } = frame()
    pass(1_000)
    expect(frames()).toHaveLength(shown)
    tell({ type: 'step' })
    tick()
    expect(frame().now).toBeGreaterThan(now)
    expect(frame().running).toBe(false)
    tell({ type: 'clock', running: true, speed: 1 })
    tell({ type: 'step' })
    expect(frames()).toHaveLength(shown + 1)
  })
})

describe('going back', () => {
  it('shows that instant as it was: counters, objects, requests just before it', async () => {
    const { pass, frame, frames, tell, tick } = await opened()
    const seen: { readonly now: number; readonly client: ClientSummary }[] = []
    for (let turn = 0; turn < 40; turn++) {
      pass(160)
      seen.push({ now: frame().now, client: clientOf(frames()) })
    }
    const end = frame().now
    for (const { now, client } of [seen[30], seen[20], seen[5]].flatMap((each) => each ?? [])) {
      tell({ type: 'seek', at: now })
      tick()
      expect(frame()).toMatchObject({ fresh: true, now, end })
      expect(clientOf([frame()])).toEqual(client)
      const { requests } = frame()
      const age = (started: number) => now - started
      expect(requests.every(({ started }) => age(started) >= 0 && age(started) < seconds(6))).toBe(
        true,
      )
      if (now > seconds(10)) expect(requests.length).toBeGreaterThan(5)
    }
  })

  it('and on again leads to where it was', async () => {
    const { pass, frame, frames, tell, tick } = await opened()
    pass(4_000)
    const end = frame().now
    const { sent, outcomes } = clientOf(frames())
    tell({ type: 'clock', running: false, speed: 1 })
    tell({ type: 'seek', at: end - seconds(3) })
    tick()
    tell({ type: 'seek', at: end })
    for (let turn = 0; turn < 100; turn++) tick()
    expect(frame().now).toBe(end)
    expect(clientOf(frames())).toMatchObject({ sent, outcomes })
  })

  it('and doing something else there makes another future', async () => {
    const { pass, frame, frames, tell, tick } = await opened()
    pass(4_000)
    const { now } = frame()
    tell({ type: 'seek', at: now - seconds(2) })
    tick()
    const { sent } = clientOf([frame()])
    tell({ type: 'traffic', traffic: [] })
    tick()
    expect(frame()).toMatchObject({ end: now - seconds(2), gone: ['client/client'] })
    tell({ type: 'traffic', traffic: scenario.traffic })
    pass(48)
    expect(clientOf(frames()).sent).toBeLessThanOrEqual(sent + 2)
  })

  it('hurries to an instant that nobody has seen yet', async () => {
    const { frame, tell, tick } = await opened()
    const at = frame().now + seconds(60)
    tell({ type: 'seek', at })
    for (let turn = 0; turn < 100 && frame().now < at; turn++) tick()
    expect(frame().now).toBe(at)
  })
})

describe('a watch', () => {
  const watch = {
    method: 'GET',
    path: '/api/v1/namespaces/default/services',
    query: { watch: 'true', labelSelector: '!component' },
  } as const
  const chunks = (reports: readonly Report[], id: number) =>
    reports.flatMap((each) => (each.type === 'chunk' && each.id === id ? [each.chunk] : []))

  it('brings what is there, and what changes', async () => {
    const { reports, tell, tick } = await opened()
    tell({ type: 'request', id: 1, request: watch })
    const path = '/api/v1/namespaces/default/services/web-svc'
    tell({ type: 'request', id: 2, request: { method: 'DELETE', path } })
    tick()
    expect(chunks(reports, 1)).toMatchObject([
      { type: 'ADDED', object: { metadata: { name: 'web-svc' } } },
      { type: 'DELETED', object: { metadata: { name: 'web-svc' } } },
    ])
    tell({ type: 'cancel', id: 1 })
    expect(reports.some(({ type }) => type === 'end')).toBe(false)
  })

  it('ends when time is turned back: its reader has to list again', async () => {
    const { reports, tell, frame } = await opened()
    tell({ type: 'request', id: 1, request: watch })
    tell({ type: 'seek', at: frame().now - 1 })
    expect(chunks(reports, 1).slice(-1)).toMatchObject([
      { type: 'ERROR', object: { code: 410, reason: 'Expired' } },
    ])
    expect(reports.some((each) => each.type === 'end' && each.id === 1)).toBe(true)
  })
})

describe('a fault of our own', () => {
  it('is reported with its instant, and stops the cluster', async () => {
    const { reports, pass, frame, tell } = await opened()
    const { now } = frame()
    const broken = vi.spyOn(Cluster.prototype, 'advance').mockImplementation(() => {
      throw new Error('a rule was broken')
    })
    pass(160)
    const crashes = reports.filter(({ type }) => type === 'crash')
    expect(crashes).toMatchObject([
      { message: expect.stringContaining('a rule was broken'), at: now },
    ])
    broken.mockRestore()
    const { length } = reports
    pass(160)
    expect(reports).toHaveLength(length)
    tell({ type: 'load', scenario })
    pass(16)
    expect(reports.filter(({ type }) => type === 'crash')).toHaveLength(1)
  })
})
