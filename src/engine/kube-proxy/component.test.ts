import { describe, expect, it } from 'vitest'
import type { RulesEdit } from '../api/proxy'
import type { Change } from '../apiserver/store'
import type { StaleFlows } from '../network/conntrack'
import { edited } from '../network/flushing'
import type { HealthChecks } from '../network/health-check'
import type { Ruleset } from '../network/rules'
import type { EndpointSlice, Service } from '../resources'
import { hours, randomStreams, seconds, stringTable } from '../sim'
import { readerOf, service, slice } from '../testing/lab'
import {
  compile,
  defaultProxyOptions,
  iptablesSave,
  type KubeProxyContext,
  type KubeProxyMessage,
  kubeProxy,
  type ProxyOptions,
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
  readonly due: KubeProxyMessage[] = []
  now = 0
  private readonly component: ReturnType<typeof kubeProxy>
  private memory: ReturnType<ReturnType<typeof kubeProxy>['start']>

  constructor(private readonly options: ProxyOptions = defaultProxyOptions) {
    this.component = kubeProxy(NODE, options)
    this.memory = this.component.start(this.context())
  }

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
  // Somebody changes the rules behind its back; then it hears what it will hear, at the time given.
  edit(...edits: readonly RulesEdit[]): void {
    this.waits.length = 0
    this.due.length = 0
    for (const edit of edits) {
      const ruleset = edited(this.installed.at(-1) as Ruleset, edit)
      if (ruleset) this.installed.push(ruleset)
    }
    this.hear({ type: 'flushed' })
  }
  hearDue(type: KubeProxyMessage['type']): void {
    const message = this.due.find((each) => each.type === type)
    if (message) this.hear(message)
  }
  hear(message: KubeProxyMessage): void {
    this.memory = this.component.receive(this.memory, message, this.context())
  }
  get text(): string {
    return iptablesSave(this.installed.at(-1) as Ruleset)
  }
  get fresh(): string {
    return iptablesSave(compile(this.reader(), NODE, this.options))
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
      after: (delay, message) => {
        this.waits.push(delay)
        this.due.push(message)
      },
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

const emptied = (table: 'mangle' | 'filter' | 'nat'): readonly RulesEdit[] => [
  { type: 'flush', table },
  { type: 'delete', table },
]

describe('rules that somebody has flushed', () => {
  const withWeb = (options?: ProxyOptions): Rig => {
    const proxy = new Rig(options)
    proxy.now = seconds(5)
    proxy.change(service('web', { clusterIP: '10.96.0.100' }), 'ADDED')
    proxy.change(slice('web', [endpoint(5)]), 'ADDED')
    proxy.sync()
    return proxy
  }

  it('are written anew at the next look at the canary, if that is gone', () => {
    const proxy = withWeb()
    proxy.now = seconds(70)
    proxy.edit(...emptied('mangle'), ...emptied('filter'), ...emptied('nat'))
    expect(proxy.text).not.toContain('KUBE-')
    // It has looked at 30 and 60 seconds, and looks again at 90.
    expect(proxy.waits[0]).toBe(seconds(20))
    proxy.now = seconds(90)
    proxy.hearDue('check')
    expect(proxy.text).toBe(proxy.fresh)
  })

  it('are not missed while the canary of mangle is there: only every hour is all written', () => {
    const proxy = withWeb()
    proxy.now = seconds(70)
    proxy.edit({ type: 'flush', table: 'nat' })
    proxy.hearDue('check')
    expect(proxy.text).not.toContain('default/web')
    expect(proxy.text).toContain(':KUBE-SVC-')
    expect(proxy.waits[1]).toBe(hours(1) - seconds(70))
    proxy.now = hours(1)
    proxy.hearDue('renew')
    expect(proxy.text).toBe(proxy.fresh)
  })

  it('come back in part when something changes: what leads to them does not', () => {
    const proxy = withWeb()
    proxy.now = seconds(70)
    proxy.edit({ type: 'flush', table: 'nat' })
    proxy.change(slice('web', [endpoint(5), endpoint(6)]))
    expect(proxy.text).toContain('-A KUBE-SERVICES -d 10.96.0.100/32')
    expect(proxy.text).not.toContain('-A PREROUTING')
  })

  it('and whose chains are gone make a partial sync fail; the next one is whole', () => {
    const proxy = withWeb()
    proxy.now = seconds(70)
    proxy.change(service('api', { clusterIP: '10.96.0.101' }), 'ADDED')
    proxy.change(slice('api', [endpoint(7)]), 'ADDED')
    proxy.now = seconds(80)
    proxy.sync()
    proxy.edit(...emptied('nat'))
    const { length } = proxy.installed
    proxy.now = seconds(85)
    proxy.change(slice('web', [endpoint(5), endpoint(6)]))
    expect(proxy.installed).toHaveLength(length)
    expect(proxy.waits.at(-1)).toBe(seconds(30))
    proxy.now = seconds(115)
    proxy.hearDue('sync')
    expect(proxy.text).toBe(proxy.fresh)
  })

  it('of nftables have no canary, and are all written after a sync that has failed', () => {
    const proxy = withWeb({ ...defaultProxyOptions, mode: 'nftables' })
    proxy.now = seconds(70)
    proxy.edit({ type: 'flush-nftables' })
    proxy.hearDue('check')
    expect(proxy.installed.at(-1)?.nftables).toBeUndefined()
    proxy.change(slice('web', [endpoint(5), endpoint(6)]))
    expect(proxy.installed.at(-1)?.nftables).toBeUndefined()
    proxy.now = seconds(100)
    proxy.hearDue('sync')
    expect(proxy.installed.at(-1)?.nftables?.chains.size).toBeGreaterThan(10)
  })

  it('of ipvs mode are all written at the next sync', () => {
    const proxy = withWeb({ ...defaultProxyOptions, mode: 'ipvs' })
    proxy.now = seconds(70)
    proxy.edit({ type: 'clear-servers' }, ...emptied('nat'))
    expect(proxy.installed.at(-1)?.ipvs?.servers).toEqual([])
    proxy.change(slice('web', [endpoint(5), endpoint(6)]))
    expect(proxy.installed.at(-1)?.ipvs?.servers[0]?.servers).toHaveLength(2)
    expect(proxy.text).toBe(proxy.fresh)
  })
})
