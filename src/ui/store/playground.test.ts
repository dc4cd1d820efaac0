import { describe, expect, it } from 'vitest'
import type { ApiResponse } from '../../engine/api/request'
import type { Change, Client, Turned } from '../../host/protocol'
import type { Frame } from '../../projection/frame'
import { first } from '../../scenarios/presets'
import { lesson, node } from '../fixture/summaries'
import { createPlayground } from './playground'

const frame = (more: Partial<Frame> = {}): Frame => ({
  now: 0,
  end: 0,
  running: true,
  speed: 1,
  reached: 1,
  fresh: false,
  changed: [],
  gone: [],
  requests: [],
  revision: 1,
  ...more,
})

/** A playground around a client that notes what it was told, and what its frames say. */
function noted(response: ApiResponse = { status: 200, body: {} }, prepared?: Frame) {
  const told: string[] = []
  const frames: ((frame: Frame) => void)[] = []
  const made: Change[] = []
  const turns: ((turned: Turned) => void)[] = []
  const client: Client = {
    load: async ({ seed }) => void told.push(`load ${seed}`),
    request: async ({ method, path }) => {
      told.push(`${method} ${path}`)
      return response
    },
    stream: async function* () {
      yield undefined
    },
    connect: () => Promise.reject(new Error('nobody connects here')),
    clock: (running, speed) => void told.push(`clock ${running} ${speed}`),
    step: () => void told.push('step'),
    seek: (at) => void told.push(`seek ${at}`),
    traffic: (traffic, change) => {
      told.push(`traffic ${traffic.length}`)
      if (change) made.push(change)
    },
    onFrame: (listener) => {
      frames.push(listener)
      return () => undefined
    },
    fault: () => undefined,
    podFault: () => undefined,
    look: () => undefined,
    undo: () => void told.push('undo'),
    redo: () => void told.push('redo'),
    onHistory: () => () => undefined,
    onTurned: (listener) => {
      turns.push(listener)
      return () => undefined
    },
    onCrash: () => () => undefined,
    close: () => undefined,
  }
  const scenario = first.scenario('en')
  const playground = createPlayground(client, {
    scenario,
    locale: 'en',
    theme: 'system',
    prepared,
  })
  const show = (shown: Frame) => {
    for (const listener of frames) listener(shown)
  }
  const turn = (turned: Turned) => {
    for (const listener of turns) listener(turned)
  }
  return { playground, told, made, show, turn, scenario }
}

describe('a picture that was prepared', () => {
  const prepared = frame({ now: 9, fresh: true, changed: lesson })
  const names = ({ playground }: ReturnType<typeof noted>) =>
    [...playground.getState().picture.summaries.keys()].sort()

  it('is there at once, and stays until the cluster has come as far', async () => {
    const page = noted(undefined, prepared)
    const whole = names(page)
    expect(whole).toContain(lesson[0]?.id)
    void page.playground.actions.open(page.scenario)
    page.show(frame({ now: 3, fresh: true, changed: lesson.slice(0, 1) }))
    expect(names(page)).toEqual(whole)
    page.show(frame({ now: 9, changed: lesson.slice(1, 3) }))
    expect(names(page)).toHaveLength(3)
  })

  it('is of the first scenario only', async () => {
    const page = noted(undefined, prepared)
    await page.playground.actions.open(page.scenario)
    await page.playground.actions.open({ ...page.scenario, seed: 2 })
    page.show(frame({ now: 1, fresh: true, changed: lesson.slice(0, 2) }))
    expect(names(page)).toHaveLength(2)
  })
})

describe('a playground', () => {
  it('shows nothing of the scenario that was left', async () => {
    const { playground, show, scenario } = noted()
    await playground.actions.open(scenario)
    show(frame({ fresh: true, changed: lesson }))
    await playground.actions.open({ ...scenario, seed: 2 })
    show(frame({ gone: lesson.map(({ id }) => id) }))
    expect(playground.getState().picture.summaries.size).toBe(lesson.length)
    show(frame({ fresh: true, changed: [node(1)] }))
    expect(playground.getState().picture).toMatchObject({ scene: 2 })
    expect(playground.getState().picture.summaries.size).toBe(1)
  })

  it('is another picture when it is not the one that was prepared', async () => {
    const { playground: made, scenario } = noted()
    const prepared = frame({ fresh: true, changed: lesson })
    let show: (shown: Frame) => void = () => undefined
    made.client.onFrame = (listener) => {
      show = listener
      return () => undefined
    }
    const options = { scenario, locale: 'en', theme: 'system', prepared } as const
    const playground = createPlayground(made.client, options)
    const { era } = playground.getState().picture
    await playground.actions.open(scenario)
    await playground.actions.open({ ...scenario, seed: 2 })
    show(frame({ fresh: true, changed: [node(1)] }))
    expect(playground.getState().picture.era).toBeGreaterThan(era)
  })

  it('is loading until the last of the scenarios opened is there', async () => {
    const { playground, scenario } = noted()
    const loads: (() => void)[] = []
    playground.client.load = () => new Promise((done) => loads.push(() => done(undefined)))
    const first = playground.actions.open(scenario)
    const second = playground.actions.open({ ...scenario, seed: 2 })
    loads[0]?.()
    await first
    expect(playground.getState().loading).toBe(true)
    loads[1]?.()
    await second
    expect(playground.getState().loading).toBe(false)
  })

  it('rebuilds its cluster with what is in the pane', async () => {
    const { playground, told } = noted()
    playground.actions.setManifest('kind: Pod')
    await playground.actions.rebuild({ seed: 5, environment: 'ack' })
    expect(told).toEqual(['load 5'])
    expect(playground.getState().scenario).toMatchObject({
      manifest: 'kind: Pod',
      environment: 'ack',
    })
  })

  it('tells the cluster at once who sends requests', () => {
    const { playground, told } = noted()
    playground.actions.setTraffic([], 'Remove client')
    expect(told).toEqual(['traffic 0'])
    expect(playground.getState().scenario.traffic).toEqual([])
  })

  it('has the clients of then again when a change of them is undone', () => {
    const { playground, made, turn } = noted()
    const { actions, getState } = playground
    const before = getState().scenario.traffic
    const one = before.slice(0, 1)
    actions.setTraffic(one, 'Remove b')
    actions.setTraffic([], 'Remove a')
    expect(made.map(({ label }) => label)).toEqual(['Remove b', 'Remove a'])
    turn({ how: 'undone', changes: made, from: 9, to: 5 })
    expect(getState().scenario.traffic).toBe(before)
    expect(getState().turned).toMatchObject({ how: 'undone', to: 5 })
    turn({ how: 'redone', changes: made, from: 6, to: 9 })
    expect(getState().scenario.traffic).toEqual([])
    turn({ how: 'undone', changes: made.slice(1), from: 9, to: 7 })
    expect(getState().scenario.traffic).toBe(one)
  })

  it('has the clients of an instant from which another future begins', async () => {
    const { playground, show, scenario } = noted()
    await playground.actions.open(scenario)
    const [one] = scenario.traffic
    const then = one ? [{ ...one, ratePerSecond: 1 }] : []
    show(frame({ now: 9, end: 9, fresh: true, traffic: scenario.traffic }))
    show(frame({ now: 5, end: 9, fresh: true, traffic: then }))
    expect(playground.getState().scenario.traffic).toBe(scenario.traffic)
    show(frame({ now: 5, end: 5 }))
    expect(playground.getState().scenario.traffic).toBe(then)
  })

  it('keeps the speed when time is stopped', () => {
    const { playground, told, show } = noted()
    show(frame({ fresh: true, speed: 5 }))
    playground.actions.clock(false)
    expect(told).toEqual(['clock false 5'])
  })

  it('says what the API server refused, until it takes the next thing', async () => {
    const message = 'pods "web" not found'
    const { playground } = noted({ status: 404, body: { message, reason: 'NotFound' } })
    const path = '/api/v1/namespaces/default/pods/web'
    await playground.actions.send({ method: 'DELETE', path }, 'kubectl delete pod web')
    expect(playground.getState()).toMatchObject({
      notice: { kind: 'refused', message },
      problems: { action: [{ severity: 'error', reason: 'NotFound', message }] },
    })
  })
})
