import { describe, expect, it } from 'vitest'
import type { Environment, ProxyMode } from '../../engine/api/traffic'
import { judge, type Verdict, whyNoKernel } from './fixtures/oracle'
import { type Comparison, sendRequests } from './fixtures/requests'
import { scenarios } from './fixtures/scenarios'
import { openTable, type Table } from './fixtures/table'

const environments: readonly Environment[] = ['kubeadm', 'ack', 'k3s']
const missing = await whyNoKernel()
if (missing) console.info(`The table of ${scenarios.length} scenarios meets no kernel: ${missing}`)

/** What of the requests does not agree with what was derived. */
function shortcomingsOf(
  { expect: derived, count, outcomes, pods }: Comparison,
  mode: ProxyMode,
): readonly string[] {
  const expected = [derived.outcome].flat() as readonly string[]
  const shares = derived.pods ?? {}
  const landed = Object.values(pods).reduce((sum, each) => sum + each, 0)
  // Virtual servers take turns, whoever asks: clients that ask in step may each meet but one.
  const isByDraw = derived.onePod === undefined && derived.shares === undefined
  const isDrawn = isByDraw && mode !== 'ipvs'
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

const clusters = environments.flatMap((environment) =>
  (['iptables', 'nftables', 'ipvs'] as const).map((mode) => [environment, mode] as const),
)

interface Asked {
  readonly table: Table
  /** What a kernel says; the engine goes on meanwhile. */
  readonly verdict: Promise<Verdict> | undefined
}
const tables = new Map<string, Promise<Asked>>()
// One at a time: a kernel that is kept waiting lets packets come late.
let kernel: Promise<unknown> = Promise.resolve()

function tableOf(environment: Environment, mode: ProxyMode): Promise<Asked> {
  const key = `${environment} ${mode}`
  const known = tables.get(key)
  if (known) return known
  const opened = openTable(environment, mode).then((table): Asked => {
    if (!hasKernel(mode)) return { table, verdict: undefined }
    const verdict = kernel.then(() => judge(table.case))
    kernel = verdict.catch(() => undefined)
    return { table, verdict }
  })
  tables.set(key, opened)
  return opened
}

/** A kernel on a busy machine is asked again, more patiently. */
const patient = { timeout: 900_000 }
// The kernel that the oracle has knows no virtual servers.
const hasKernel = (mode: ProxyMode): boolean => !missing && mode !== 'ipvs'

describe('what becomes of probes', () => {
  it.each(clusters)(
    'is what a person would say who has read the rules, on %s by %s',
    async (...of) => {
      const { table } = await tableOf(...of)
      expect(table.rows.filter(({ told, expected }) => told !== expected)).toEqual([])
    },
  )

  it.each(clusters)('is what becomes of requests in the engine, on %s by %s', async (...of) => {
    const { table } = await tableOf(...of)
    const all = sendRequests(table)
    for (const each of all) expect(shortcomingsOf(each, of[1]), each.id).toEqual([])
    expect(all.length).toBeGreaterThan(2)
  })

  describe.each(clusters)('on %s by %s', (...of) => {
    it.skipIf(!hasKernel(of[1]))('is what a real kernel does with the rules', patient, async () => {
      const { table, verdict } = await tableOf(...of)
      const { error, nodes, probes } = (await verdict) ?? { nodes: {}, probes: [] }
      expect(error).toBeUndefined()
      // Only iptables prints its rules in a form that can be compared.
      const loaded = { loaded: 'ok', ...(of[1] === 'iptables' && { roundtrip: 'identical' }) }
      for (const node of Object.values(nodes)) expect(node).toMatchObject(loaded)
      expect(probes.filter((each) => each.verdict !== 'pass')).toEqual([])
      expect(probes.length).toBe(table.case.probes.length)
    })
  })
})
