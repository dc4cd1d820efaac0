import { describe, expect, it } from 'vitest'
import type { PacketTrace, Pass, Step } from '../../engine/api/trace'
import { steppedOf } from './stepped'

const ends = (destination: string) => ({
  source: '10.244.1.4',
  sourcePort: 32_768,
  destination,
  destinationPort: 80,
})
const pass = (node: string, left: string, because?: Pass['rules'][number]['because']): Pass => ({
  node,
  arrived: ends('10.96.0.77'),
  left: ends(left),
  state: 'new',
  rules: because
    ? [
        {
          table: 'nat',
          chain: 'KUBE-SEP-A',
          number: 1,
          of: 1,
          depth: 2,
          text: '',
          matched: true,
          because,
        },
      ]
    : [],
})
const packet = (passes: readonly Pass[], to?: string): PacketTrace => ({
  protocol: 'TCP',
  from: 'pod/default/client',
  sent: ends('10.96.0.77'),
  last: ends('10.244.0.2'),
  fate: to === undefined ? 'rejected' : 'delivered',
  latency: 20,
  passes,
  ...(to === undefined ? {} : { to }),
})
const placesOf = (step: Step) => steppedOf({ step }, 'pod/default/client')?.trip.places
const key = { namespace: 'default', name: 'web-svc' }

describe('a step of a trace in the picture', () => {
  it('goes by the Service whose rule gave the packet a Pod’s address', () => {
    const because = { kind: 'Service', key, path: 'spec.clusterIP' }
    const passes = [pass('node-2', '10.244.0.2', because)]
    const step: Step = { at: 0, code: 'connect', packet: packet(passes, 'pod/default/web') }
    expect(placesOf(step)).toEqual([
      'pod/default/client',
      'service/default/web-svc',
      'pod/default/web',
    ])
  })

  it('ends at the node whose rules stop it', () => {
    const step: Step = { at: 0, code: 'connect', packet: packet([pass('node-2', '10.96.0.77')]) }
    expect(placesOf(step)).toEqual(['pod/default/client', 'node/node-2'])
  })

  it('has gone as far as the Service at the node that translates it', () => {
    const because = { kind: 'Service', key, path: 'spec.clusterIP' }
    const passes = [pass('node-2', '10.244.0.2', because), pass('node-1', '10.96.0.77')]
    const step: Step = { at: 0, code: 'connect', packet: packet(passes, 'pod/default/web') }
    const [first, second] = [0, 1].map((pass) => steppedOf({ step, pass }, 'pod/default/client'))
    expect(first?.gone?.places).toEqual(['pod/default/client', 'service/default/web-svc'])
    expect(second?.gone).toBeUndefined()
  })

  it('is nothing without a packet', () => {
    const step: Step = { at: 0, code: 'end', outcome: 'ok' }
    expect(steppedOf({ step }, 'pod/default/client')).toBeUndefined()
  })
})
