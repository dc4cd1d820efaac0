import { describe, expect, it } from 'vitest'
import type { Change } from '../apiserver/store'
import type { StaleFlows } from '../network/conntrack'
import type { HealthChecks } from '../network/health-check'
import type { Ruleset } from '../network/rules'
import type { EndpointSlice, Service } from '../resources'
import { randomStreams, seconds, stringTable } from '../sim'
import { readerOf, service, slice } from '../testing/lab'
import {
  compile,
  defaultProxyOptions,
  iptablesSave,
  type KubeProxyContext,
  type KubeProxyMessage,
  kubeProxy,
} from '.'

const NODE = 'node-2'

// A kube-proxy and the objects it is shown; `wait` is the delay of the sync it has asked for.
class Rig {
  readonly installed: Ruleset[] = []
  readonly forgotten: StaleFlows[] = []
  readonly told: HealthChecks[] = []
  readonly services = new Map<string, Service>()
  readonly slices = new Map<string, EndpointSlice>()
  readonly waits: number[] = []
  now = 0
  private readonly component = kubeProxy(NODE, defaultProxyOptions)
  private memory = this.component.start(this.context())

  change(object: Service | EndpointSlice, type: Change['type'] = 'MODIFIED'): void {
    const { name } = object.metadata
    const objects: Map<string, unknown> = object.kind === 'Service' ? this.services : this.slices
    if (type === 'DELETED') objects.delete(name)
    else objects.set(name, object)
    const change = { revision: 1, type, kind: object.kind, object }
    this.memory = this.component.changed(this.memory, [change], this.context())
  }
  sync(): void {
    this.waits.length = 0
    this.hear({ type: 'sync' })
  }
  hear(message: KubeProxyMessage): void {
    this.memory = this.component.receive(this.memory, message, this.context())
  }
  get text(): string {
    return iptablesSave(this.installed.at(-1) as Ruleset)
  }
  get fresh(): string {
    return iptablesSave(compile(this.reader(), NODE, defaultProxyOptions))
  }
  private reader() {
    const byName = <Of extends Service | EndpointSlice>(objects: Map<string, Of>): Of[] =>
      [...objects.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    return readerOf(byName(this.services), byName(this.slices))
  }
  private context(): KubeProxyContext {
    return {
      now: this.now,
      epoch: 0,
      reader: this.reader(),
      random: randomStreams(1, stringTable())('proxy'),
      act: () => ({}),
      after: (delay) => void this.waits.push(delay),
      installed: this.installed.at(-1),
      configure: () => {},
      report: () => {},
      install: (ruleset) => void this.installed.push(ruleset),
      tell: (health) => void this.told.push(health),
      forget: (stale) => void this.forgotten.push(...stale),
    }
  }
}

const endpoint = (last: number) => ({ name: `p-${last}`, ip: `10.244.1.${last}`, node: NODE })

describe('kube-proxy', () => {
  it('writes its node before any Service is there', () => {
    const proxy = new Rig()
    expect(proxy.installed).toHaveLength(1)
    expect(proxy.text).toContain('-A PREROUTING')
  })

  it('writes a change at once when it has been idle, and then once a second at most', () => {
    const proxy = new Rig()
    proxy.now = seconds(5)
    proxy.change(service('web', { clusterIP: '10.96.0.100' }), 'ADDED')
    expect(proxy.installed).toHaveLength(2)
    proxy.now = seconds(5.25)
    proxy.change(slice('web', [endpoint(5)]), 'ADDED')
    proxy.change(slice('web', [endpoint(5), endpoint(6)]))
    expect(proxy.installed).toHaveLength(2)
    expect(proxy.waits).toEqual([seconds(0.75)])
    proxy.now = seconds(6)
    proxy.sync()
    expect(proxy.installed).toHaveLength(3)
    expect(proxy.text).toBe(proxy.fresh)
  })

  it('writes part by part what it would write from scratch', () => {
    const proxy = new Rig()
    const random = randomStreams(5, stringTable())('changes')
    for (let step = 0; step < 80; step++) {
      proxy.now += seconds(2)
      const name = `web-${random.below(8)}`
      const clusterIP = `10.96.0.${10 + Number(name.slice(4))}`
      const type = random.chance(1, 5) ? 'DELETED' : 'MODIFIED'
      const spec = random.chance(1, 2)
        ? { clusterIP, internalTrafficPolicy: 'Local' as const }
        : { clusterIP, sessionAffinity: 'ClientIP' as const }
      if (random.chance(1, 3)) proxy.change(service(name, spec), type)
      else {
        const endpoints = Array.from({ length: random.below(4) }, (_, index) =>
          endpoint(20 + index),
        )
        proxy.change(slice(name, endpoints), type)
      }
      expect(proxy.text).toBe(proxy.fresh)
    }
  })

  it('keeps what has not changed the same object', () => {
    const proxy = new Rig()
    proxy.now = seconds(5)
    proxy.change(service('web', { clusterIP: '10.96.0.100' }))
    proxy.change(service('shop', { clusterIP: '10.96.0.101' }))
    proxy.sync()
    proxy.change(slice('web', [endpoint(5)]))
    proxy.sync()
    const before = proxy.installed.at(-1)
    proxy.change(slice('web', [endpoint(5), endpoint(6)]))
    proxy.sync()
    const after = proxy.installed.at(-1)
    expect(after?.nat.get('KUBE-SERVICES')).toBe(before?.nat.get('KUBE-SERVICES'))
    expect(after?.filter.get('KUBE-SERVICES')).toBe(before?.filter.get('KUBE-SERVICES'))
  })

  it('leaves the rules as they are while it does not run, and then writes all anew', () => {
    const proxy = new Rig()
    proxy.hear({ type: 'stop' })
    proxy.now = seconds(5)
    proxy.change(service('web', { clusterIP: '10.96.0.100' }), 'ADDED')
    proxy.hear({ type: 'sync' })
    expect(proxy.installed).toHaveLength(1)
    proxy.hear({ type: 'start', options: defaultProxyOptions })
    expect(proxy.installed).toHaveLength(2)
    expect(proxy.text).toBe(proxy.fresh)
    expect(proxy.text).toContain('default/web')
  })

  it('tells balancers how many ready endpoints a Service with policy Local has on the node', () => {
    const proxy = new Rig()
    proxy.now = seconds(5)
    const api = {
      type: 'LoadBalancer',
      clusterIP: '10.96.0.120',
      healthCheckNodePort: 32_120,
    } as const
    proxy.change(service('api', { ...api, externalTrafficPolicy: 'Local' }))
    const service32120 = { port: 32_120, service: { namespace: 'default', name: 'api' } }
    expect(proxy.told.at(-1)?.services).toEqual([{ ...service32120, localEndpoints: 0 }])
    proxy.change(slice('api', [endpoint(5), { ...endpoint(6), node: 'node-3' }]))
    proxy.sync()
    expect(proxy.told.at(-1)?.services).toEqual([{ ...service32120, localEndpoints: 1 }])
    proxy.change(service('api', { ...api, externalTrafficPolicy: 'Cluster' }))
    proxy.sync()
    expect(proxy.told.at(-1)?.services).toEqual([])
  })

  it('has the connections of UDP Services forgotten that lead to endpoints that are gone', () => {
    const proxy = new Rig()
    proxy.now = seconds(5)
    const port = { name: 'dns', port: 53, protocol: 'UDP' }
    const dns = { ...port, targetPort: 53, nodePort: 30_053 } as const
    proxy.change(service('dns', { clusterIP: '10.96.0.10', ports: [{ ...dns, protocol: 'UDP' }] }))
    proxy.sync()
    expect(proxy.forgotten).toEqual([])
    proxy.change(slice('dns', [endpoint(5)], port))
    proxy.sync()
    const serving = [0x0af4_0105 * 65_536 + 53]
    expect(proxy.forgotten).toEqual([
      { destination: 0x0a60_000a, port: 53, serving },
      { port: 30_053, serving },
    ])
  })

  it('drops the comments of single endpoints above a thousand of them', () => {
    const proxy = new Rig()
    const many = (first: number) =>
      Array.from({ length: 100 }, (_, index) => ({
        ...endpoint(index),
        ip: `10.244.${first}.${index + 1}`,
      }))
    for (let count = 0; count < 11; count++) {
      proxy.change(service(`web-${count}`, { clusterIP: `10.96.1.${count + 1}` }))
      proxy.change(slice(`web-${count}`, many(count)))
      proxy.sync()
      const isCommented = proxy.text.includes('"default/web-0:http -> 10.244.0.1:8080"')
      expect(isCommented).toBe(count < 10)
    }
    expect(proxy.text).toBe(proxy.fresh)
  })
})
