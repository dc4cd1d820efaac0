import { describe, expect, it } from 'vitest'
import { iptablesSave } from '../kube-proxy'
import { seconds } from '../sim'
import { client, type Lab } from '../testing/lab'
import { ask, makeLab, pod } from '../testing/shop'
import { noRules } from './node-state'

const nodeOf = (lab: Lab, name: string) => {
  const node = lab.simulation.state.network.nodeNamed(name)
  if (!node) throw new Error(`no ${name}`)
  return node
}

// The lines of `iptables-save -c` that have counted anything.
function counted(lab: Lab, name = 'node-1'): readonly string[] {
  const { counters, compiled, ruleset } = nodeOf(lab, name)
  return iptablesSave(ruleset, { counters: counters.byRule(compiled), isCounted: true })
    .split('\n')
    .filter((line) => line.startsWith('[') && !line.startsWith('[0:0]'))
}

const packetsOf = (lines: readonly string[], part: string): number =>
  lines
    .filter((line) => line.includes(part))
    .reduce((sum, line) => sum + Number(line.slice(1, line.indexOf(':'))), 0)

describe('the counters of rules', () => {
  it('count the first packet of each connection in nat, rule by rule', () => {
    const lab = makeLab()
    const { records } = ask(pod('client'), 'http://web', lab)
    const lines = counted(lab)
    expect(packetsOf(lines, '-d 10.96.0.100/32 -p tcp -m comment')).toBe(records.length)
    const chosen = lines.filter((line) => line.includes('"default/web:http -> '))
    expect(chosen).toHaveLength(3)
    expect(packetsOf(chosen, '')).toBe(records.length)
    expect(lines.some((line) => /^\[\d+:\d+\] -A KUBE-SEP-\w+ .*-j DNAT/.test(line))).toBe(true)
  })

  it('count every packet of a connection in filter', () => {
    const lab = makeLab()
    const { records } = ask(pod('client'), 'http://web', lab)
    const lines = counted(lab)
    const rule = '"kubernetes forwarding conntrack rule"'
    expect(packetsOf(lines, rule)).toBeGreaterThan(4 * records.length)
  })

  it('are part of the state: a fork has its own, and a replay the same', () => {
    const lab = makeLab()
    lab.traffic([client('steady', pod('client'), 'http://web', { ratePerSecond: 50 })])
    lab.simulation.advance(seconds(1))
    const checkpoint = lab.simulation.checkpoint()
    const before = counted(lab)
    lab.simulation.advance(seconds(2))
    const after = counted(lab)
    lab.simulation.restore(checkpoint)
    expect(counted(lab)).toEqual(before)
    lab.simulation.restore(checkpoint)
    lab.simulation.advance(seconds(2))
    expect(counted(lab)).toEqual(after)
    expect(after).not.toEqual(before)
  })

  it('are added up when they are many and rules are others; of rules that go none is left', () => {
    const lab = makeLab()
    ask(pod('client'), 'http://web', lab)
    const before = counted(lab)
    const { counters, ruleset } = nodeOf(lab, 'node-1')
    counters.settle(ruleset)
    counters.settle(ruleset, 1)
    expect(counted(lab)).toEqual(before)
    ask(pod('client'), 'http://web', lab)
    expect(packetsOf(counted(lab), '-d 10.96.0.100/32 -p tcp')).toBeGreaterThan(
      packetsOf(before, '-d 10.96.0.100/32 -p tcp'),
    )
    counters.settle(noRules, 1)
    counters.settle(ruleset, 0)
    expect(packetsOf(counted(lab), '-d 10.96.0.100/32 -p tcp')).toBe(0)
  })
})
