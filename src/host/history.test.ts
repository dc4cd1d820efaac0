import { describe, expect, it } from 'vitest'
import { Cluster, seconds } from '../engine'
import type { ApiRequest } from '../engine/api/request'
import type { Frame } from '../projection/frame'
import type { Change, Report } from './protocol'
import { opened, scenario } from './testing'

const services = '/api/v1/namespaces/default/services'
const deployment = '/apis/apps/v1/namespaces/default/deployments/web'
const change = (label: string): Change => ({ id: label, label })
const scale = (replicas: number): ApiRequest => ({
  method: 'PATCH',
  path: deployment,
  headers: { 'content-type': 'application/merge-patch+json' },
  body: { spec: { replicas } },
})
const remove: ApiRequest = { method: 'DELETE', path: `${services}/web-svc` }

/** A driver that has opened the first scenario, with a person at work. */
async function bench() {
  const all = await opened()
  let id = 100
  const ask = (request: ApiRequest, of?: Change) => {
    all.tell({ type: 'request', id: ++id, request, ...(of && { change: of }) })
    const answer = all.reports.find((each) => each.type === 'response' && each.id === id)
    all.tick()
    return (answer as Extract<Report, { type: 'response' }>).response
  }
  const latest = <Type extends Report['type']>(type: Type) =>
    all.reports.findLast((each): each is Extract<Report, { type: Type }> => each.type === type)
  return {
    ...all,
    ask,
    history: () => latest('history')?.history ?? {},
    turned: () => latest('turned')?.turned,
    turn: (type: 'undo' | 'redo') => {
      all.tell({ type })
      for (let turn = 0; turn < 60; turn++) all.tick()
    },
    replicas: () => {
      const { body } = ask({ method: 'GET', path: deployment }) as { body: Scaled }
      return body.spec.replicas
    },
  }
}
interface Scaled {
  readonly spec: { readonly replicas: number }
}

/** Every thing in the picture, as the frames leave it. */
function shown(frames: readonly Frame[]) {
  const all = new Map<string, unknown>()
  for (const { fresh, changed, gone } of frames) {
    if (fresh) all.clear()
    for (const id of gone) all.delete(id)
    for (const summary of changed) all.set(summary.id, summary)
  }
  return all
}

describe('what was done', () => {
  it('is undone as a whole, and the clock goes back to just before it', async () => {
    const { ask, pass, frame, turn, turned, history, replicas } = await bench()
    pass(1_000)
    const { now } = frame()
    ask(scale(5), change('kubectl scale'))
    pass(2_000)
    ask(scale(4), change('kubectl scale'))
    pass(2_000)
    expect(history()).toEqual({ undo: change('kubectl scale') })
    turn('undo')
    expect(turned()).toMatchObject({ how: 'undone', changes: [change('kubectl scale')], to: now })
    expect(frame()).toMatchObject({ now, end: now })
    expect(replicas()).toBe(3)
    expect(history()).toEqual({ redo: change('kubectl scale') })
  })

  it('is done again as it was: the very same cluster', async () => {
    const { ask, pass, frames, frame, turn, history, turned } = await bench()
    pass(500)
    ask(scale(5), change('scale'))
    pass(6_000)
    ask(remove, change('delete'))
    pass(2_000)
    const { now } = frame()
    const before = shown(frames())
    turn('undo')
    pass(700)
    turn('undo')
    pass(9_000) // longer than what is to come again
    expect(shown(frames())).not.toEqual(before)
    turn('redo')
    expect(turned()?.changes).toEqual([change('scale')])
    turn('redo')
    pass(0)
    expect(frame().now).toBe(now)
    expect(shown(frames())).toEqual(before)
    expect(history()).toEqual({ undo: change('delete') })
  })

  it('cannot be done again once something else was done', async () => {
    const { ask, turn, history, replicas } = await bench()
    ask(scale(5), change('scale'))
    turn('undo')
    ask(scale(2), change('other'))
    expect(history()).toEqual({ undo: change('other') })
    turn('redo')
    expect(replicas()).toBe(2)
  })

  it('counts only when something came of it', async () => {
    const { ask, history, tell, tick } = await bench()
    ask({ method: 'GET', path: services }, change('get'))
    ask({ method: 'DELETE', path: `${services}/none` }, change('refused'))
    ask(scale(3), change('scaled to what it was'))
    expect(history()).toEqual({})
    tell({ type: 'traffic', traffic: [], change: change('traffic') })
    tick()
    expect(history()).toEqual({ undo: change('traffic') })
  })

  it('may be a fault, which the picture tells of', async () => {
    const { tell, tick, frames, turn, history } = await bench()
    const node = () => shown(frames()).get('node/node-2')
    tell({ type: 'fault', node: 'node-2', fault: 'network', change: change('cut') })
    tick()
    expect(node()).toMatchObject({ fault: 'network' })
    expect(history()).toEqual({ undo: change('cut') })
    turn('undo')
    expect(node()).not.toHaveProperty('fault')
  })

  it('has a name even when nobody gave it one', async () => {
    const { ask, history } = await bench()
    ask(remove)
    expect(history().undo?.label).toBe('delete services/web-svc')
  })

  it('is undone from the instant that is shown, with all that came later', async () => {
    const { ask, pass, frame, tell, tick, turn, history, turned, replicas } = await bench()
    ask(scale(5), change('first'))
    pass(3_000)
    ask(scale(1), change('second'))
    pass(3_000)
    tell({ type: 'seek', at: frame().now - seconds(4) })
    tick()
    expect(history()).toEqual({ undo: change('first') })
    turn('undo')
    expect(turned()?.changes).toEqual([change('first'), change('second')])
    turn('redo')
    tell({ type: 'seek', at: frame().end })
    for (let turn = 0; turn < 60; turn++) tick()
    expect(replicas()).toBe(1)
    expect(history()).toEqual({ undo: change('second') })
  })

  it('may be opening another cluster: the one that was left comes back as it was', async () => {
    const { ask, pass, tell, reports, frame, frames, turn, turned, history } = await bench()
    const open = async (label: string) => {
      const before = reports.length
      tell({ type: 'load', scenario: { ...scenario, manifest: '' }, change: change(label) })
      const isLoaded = () => reports.slice(before).some(({ type }) => type === 'loaded')
      for (let turn = 0; turn < 400 && !isLoaded(); turn++) {
        pass(16)
        await new Promise((done) => setImmediate(done))
      }
    }
    ask(scale(5), change('scale'))
    pass(3_000)
    const [left, { now }] = [shown(frames()), frame()]
    await open('open')
    pass(500)
    const opened = shown(frames())
    expect(opened.size).toBeLessThan(left.size)
    expect(history()).toEqual({ undo: change('open') })

    tell({ type: 'undo' })
    pass(1)
    expect(turned()).toMatchObject({ how: 'undone', changes: [change('open')], to: now })
    expect(shown(frames())).toEqual(left)
    expect(history()).toEqual({ undo: change('scale'), redo: change('open') })
    tell({ type: 'redo' })
    pass(1)
    expect(shown(frames())).toEqual(opened)
    expect(history()).toEqual({ undo: change('open') })

    // What is done in the one that came back makes another future.
    turn('undo')
    turn('undo')
    expect(history()).toMatchObject({ redo: change('scale') })
    ask(scale(1), change('other'))
    expect(history()).toEqual({ undo: change('other') })
  })

  it('of another cluster is not undone', async () => {
    const { ask, tell, tick, history, reports, turn } = await bench()
    ask(remove, change('delete'))
    tell({ type: 'load', scenario })
    for (let turn = 0; turn < 400 && Object.keys(history()).length > 0; turn++) {
      tick()
      await new Promise((done) => setImmediate(done))
    }
    expect(history()).toEqual({})
    turn('undo')
    expect(reports.some(({ type }) => type === 'turned')).toBe(false)
  })
})

describe('a cluster', () => {
  it('whose last input is dropped is one to which it was never done', () => {
    const make = () => {
      const cluster = Cluster.create()
      cluster.settle()
      return cluster
    }
    const [one, other] = [make(), make()]
    one.setTraffic([])
    one.advance(one.now + seconds(3))
    one.dropFrom(0)
    expect(one.digest()).toBe(other.digest())
  })
})
