import { describe, expect, it } from 'vitest'
import type { Environment } from '../../engine/api/traffic'
import { judge, whyNoKernel } from './fixtures/oracle'
import { type Comparison, sendRequests } from './fixtures/requests'
import { scenarios } from './fixtures/scenarios'
import { openTable } from './fixtures/table'

const environments: readonly Environment[] = ['kubeadm', 'ack', 'k3s']
const missing = await whyNoKernel()
if (missing) console.info(`The table of ${scenarios.length} scenarios meets no kernel: ${missing}`)

/** What of the requests does not agree with what was derived. */
function shortcomingsOf({ expect: derived, count, outcomes, pods }: Comparison): readonly string[] {
  const expected = [derived.outcome].flat() as readonly string[]
  const shares = derived.pods ?? {}
  const landed = Object.values(pods).reduce((sum, each) => sum + each, 0)
  const isDrawn = derived.onePod === undefined && derived.shares === undefined
  const unfair = Object.entries(shares).filter(([pod, share]) => {
    // Six standard deviations of a binomial share, and one for what is cut off at the end.
    const bound = 6 * Math.sqrt(landed * share * (1 - share)) + 1
    return isDrawn && Math.abs((pods[pod] ?? 0) - landed * share) > bound
  })
  return [
    ...(count > 90 ? [] : [`only ${count} requests`]),
    ...outcomes.filter((outcome) => !expected.includes(outcome)),
    ...(isDrawn ? expected.filter((outcome) => !outcomes.includes(outcome)) : []),
    ...Object.keys(pods).filter((pod) => !(pod in shares)),
    ...(derived.onePod ? Object.keys(pods).slice(1) : []),
    ...unfair.map(([pod, share]) => `${pod}: ${pods[pod]} of ${landed}, not ${share}`),
  ]
}

describe.each(environments)('what becomes of probes, by the rules alone, on %s', (environment) => {
  it('is what a person would say who has read them', { timeout: 60_000 }, async () => {
    const { rows } = await openTable(environment, 'iptables')
    expect(rows.filter(({ told, expected }) => told !== expected)).toEqual([])
  })

  it('is what becomes of requests in the engine', { timeout: 60_000 }, async () => {
    const all = sendRequests(await openTable(environment, 'iptables'))
    for (const each of all) expect(shortcomingsOf(each), each.id).toEqual([])
    expect(all.length).toBeGreaterThan(2)
  })

  it.skipIf(missing)('is what a real kernel does with the rules', { timeout: 60_000 }, async () => {
    const { case: made } = await openTable(environment, 'iptables')
    const { error, nodes, probes } = await judge(made)
    expect(error).toBeUndefined()
    for (const node of Object.values(nodes)) {
      expect(node).toMatchObject({ loaded: 'ok', roundtrip: 'identical' })
    }
    expect(probes.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(probes.length).toBe(made.probes.length)
  })
})
