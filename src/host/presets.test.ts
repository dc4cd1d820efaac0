import { describe, expect, it } from 'vitest'
import { seconds } from '../engine'
import type { RequestRecord } from '../engine/network/record'
import { shownRequests } from '../projection/requests'
import { presets } from '../scenarios/presets'
import type { Scenario } from '../scenarios/scenario'
import { open } from './opening'

/** What the clients of each preset are to see: outcomes, by URL. */
const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  first: { 'http://web-svc': 'ok' },
  nodeport: { 'http://192.168.1.11:30080': 'ok' },
  loadbalancer: { 'http://47.98.141.247': 'ok' },
  externalname: { 'http://db': 'ok' },
  'selector-typo': { 'http://web-svc': 'rejected' },
  readiness: { 'http://web-svc': 'ok' },
  namespaces: { 'http://cart.shop': 'ok', 'http://cart': 'name-not-found' },
}

async function watched(scenario: Scenario) {
  const { cluster, applied } = await open(scenario)
  const ended: RequestRecord[] = []
  cluster.observe({ request: (record) => record.ended !== undefined && ended.push(record) })
  cluster.advance(cluster.now + seconds(8))
  return { applied, ended: shownRequests(ended) }
}

describe.each(presets.map((preset) => [preset.id, preset] as const))('preset %s', (id, preset) => {
  it('is accepted as it is, and does what it is there to show', async () => {
    const { applied, ended } = await watched(preset.scenario('en'))
    expect(applied?.applied.map(({ result }) => result)).toEqual(
      applied?.applied.map(() => 'created'),
    )
    const outcomes = Object.fromEntries(ended.map(({ url, outcome }) => [url, outcome]))
    expect(outcomes).toEqual(expected[id])
    const all = new Set(ended.map(({ url, outcome }) => `${url} ${outcome}`))
    expect(all.size).toBe(Object.keys(outcomes).length)
  })

  it('is the same cluster each time it is opened', async () => {
    const [one, other] = [await open(preset.scenario('en')), await open(preset.scenario('zh'))]
    expect(one.cluster.digest()).toBe(other.cluster.digest())
  })

  it('is the cluster of its text, whether that is read now or was before', async () => {
    const scenario = preset.scenario('en')
    const [known, read] = [await open({ ...scenario, preset: id }), await open(scenario)]
    expect(known.cluster.digest()).toBe(read.cluster.digest())
  })
})
