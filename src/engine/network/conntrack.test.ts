import { describe, expect, it } from 'vitest'
import { seconds } from '../sim'
import { client, Lab, slice } from '../testing/lab'
import { ask, balancers, makeLab, outside, pod, pods, services, slices, web } from '../testing/shop'
import type { RequestRecord } from './record'

describe('connection tracking', () => {
  const keep = { keepAlive: true, closedLoop: true, concurrency: 1, timeoutSeconds: 1 }
  const last = (lab: Lab): RequestRecord | undefined => [...lab.records.values()].at(-2)

  it('keeps an open connection on its Pod when the rules no longer lead there', () => {
    const lab = makeLab()
    lab.traffic([client('keeper', pod('client'), 'http://web', keep)])
    lab.simulation.advance(seconds(1))
    const before = last(lab)?.server
    const others = web.filter(({ name }) => before !== `pod/default/${name}`)
    lab.install(services, [
      ...slices.filter(({ metadata }) => metadata.name !== 'web-abcde'),
      slice('web', others),
    ])
    lab.simulation.advance(seconds(2))
    expect(last(lab)?.server).toBe(before)
    expect(ask(pod('client'), 'http://web', lab).outcomes).toEqual(['ok'])
    expect([...lab.records.values()].at(-1)?.server).not.toBe(before)
  })

  it('leaves an open connection hanging when its Pod is gone, and opens the next elsewhere', () => {
    const lab = makeLab()
    lab.traffic([client('keeper', pod('client'), 'http://web', keep)])
    lab.simulation.advance(seconds(1))
    const server = last(lab)?.server ?? ''
    lab.records.clear()
    lab.runtime().removePod(server.replace('pod/', ''))
    const others = web.filter(({ name }) => server !== `pod/default/${name}`)
    lab.install(services, [
      ...slices.filter(({ metadata }) => metadata.name !== 'web-abcde'),
      slice('web', others),
    ])
    lab.simulation.advance(seconds(3))
    const outcomes = [...lab.records.values()].map(({ outcome }) => outcome)
    expect(outcomes[0]).toBe('timeout')
    expect(outcomes.slice(1, -1).every((outcome) => outcome === 'ok')).toBe(true)
    expect(outcomes.length).toBeGreaterThan(100)
  })
})

describe('the network as a value', () => {
  const busy = (): Lab => {
    const lab = makeLab()
    lab.traffic([
      client('inside', pod('client'), 'http://web', { ratePerSecond: 200 }),
      client('kept', pod('web-1'), 'http://shop', { keepAlive: true, ratePerSecond: 100 }),
      client('outside', outside, 'http://192.0.2.26', { ratePerSecond: 50 }),
      client('failing', pod('client'), 'http://gone', { ratePerSecond: 20 }),
    ])
    return lab
  }
  // What happened, in full: every record with every leg, and every line that servers printed. An
  // observer that came back from another future has missed the beginning of what was under way.
  const story = (lab: Lab, from = -1): string =>
    JSON.stringify([
      [...lab.records.values()].filter(({ started }) => started > from),
      pods.map(({ name }) => lab.log(name)),
      lab.simulation.steps,
    ])

  it('has one future, however the messages are batched', () => {
    const straight = busy()
    straight.simulation.advance(seconds(4))
    const stepped = busy()
    while (stepped.simulation.advance(seconds(4), 7) === 7) stepped.simulation.checkpoint()
    expect(story(stepped)).toBe(story(straight))
  })

  it('is untouched by what happens after a fork, and has the same future again', () => {
    const lab = busy()
    lab.simulation.advance(seconds(1))
    const checkpoint = lab.simulation.checkpoint()
    const run = (): string => {
      lab.records.clear()
      lab.simulation.advance(seconds(3))
      return story(lab, seconds(1))
    }
    const first = run()
    lab.simulation.restore(checkpoint)
    const second = run()
    lab.simulation.restore(checkpoint)
    expect(second).toBe(first)
    expect(run()).toBe(first)
  })

  it('is another one with another seed', () => {
    const lab = (seed: number): string => {
      const one = new Lab({ pods, services, slices, balancers, seed })
      return JSON.stringify(ask(pod('client'), 'http://web', one).records)
    }
    expect(lab(1)).toBe(lab(1))
    expect(lab(2)).not.toBe(lab(1))
  })
})
