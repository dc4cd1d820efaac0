import { describe, expect, it } from 'vitest'
import type { Answer } from '../api/dns'
import { Cluster } from '../cluster'
import { kubeadmCorefile } from '../coredns/corefile/kubeadm'
import { ASK_DNS } from '../images/ask-dns'
import type { Pod } from '../resources'
import { seconds } from '../sim'

const CONFIG = '/api/v1/namespaces/kube-system/configmaps/coredns'

/** A cluster whose CoreDNS is told things, and asked by curl from a Pod. */
class Playground {
  readonly cluster = Cluster.create({ nodes: 2 })

  constructor() {
    this.cluster.settle()
  }
  patch(path: string, body: object): void {
    const headers = { 'content-type': 'application/merge-patch+json' }
    const { status } = this.cluster.request({ method: 'PATCH', path, headers, body })
    expect(status).toBe(200)
  }
  post(path: string, body: object): void {
    expect(this.cluster.request({ method: 'POST', path, body }).status).toBe(201)
  }
  configure(change: (corefile: string) => string): void {
    this.patch(CONFIG, { data: { Corefile: change(kubeadmCorefile) } })
  }
  pass(span: number): void {
    this.cluster.advance(this.cluster.now + seconds(span))
  }
  /** The Pods of CoreDNS. */
  get pods() {
    const all = this.cluster.reader().list('Pod', 'kube-system')
    return all.filter(({ metadata }) => metadata.labels?.['k8s-app'] === 'kube-dns')
  }
  log(pod: number, previous = false): string {
    const name = this.pods[pod]?.metadata.name
    const path = `/api/v1/namespaces/kube-system/pods/${name}/log`
    const query = previous ? { previous: 'true' } : {}
    const response = this.cluster.request({ method: 'GET', path, query })
    return 'body' in response ? String(response.body) : ''
  }
  client(name: string, image: string, spec: object = {}): void {
    const containers = [{ name: 'main', image, command: ['sleep', 'infinity'] }]
    const body = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name },
      spec: { containers, ...spec },
    }
    this.post('/api/v1/namespaces/default/pods', body)
    this.cluster.settle()
  }
  /** Runs a command in a Pod; what it says, and how long it took in seconds. */
  exec(pod: string, ...command: string[]): { readonly text: string; readonly took: number } {
    const path = `/api/v1/namespaces/default/pods/${pod}/exec`
    const query = { command, stdout: 'true', stderr: 'true' }
    const response = this.cluster.request({ method: 'POST', path, query })
    let cursor = 'stream' in response ? response.stream : undefined
    const from = this.cluster.now
    let text = ''
    let took = 0
    while (cursor) {
      this.cluster.advance(this.cluster.next ?? this.cluster.now)
      const told = this.cluster.poll(cursor)
      cursor = told.cursor
      for (const event of told.events) {
        if (typeof event === 'object' && 'text' in event) text += event.text
      }
      took = (this.cluster.now - from) / seconds(1)
    }
    return { text, took }
  }
}

describe("CoreDNS's configuration", () => {
  it('is read again once the kubelet has renewed its volume, by each Pod for itself', () => {
    const playground = new Playground()
    playground.configure((corefile) => corefile.replace('ttl 30', 'ttl 7\n       # shorter'))
    playground.pass(130)
    for (const pod of [0, 1]) {
      const log = playground.log(pod).replace(/[0-9a-f]{128}/g, 'HASH')
      expect(log).toContain(
        '[INFO] Reloading\n[INFO] plugin/reload: Running configuration SHA512 = HASH\n' +
          '[INFO] Reloading complete\n',
      )
    }
  })
  it('is left as it was when it cannot be used, and the log says why', () => {
    const playground = new Playground()
    playground.configure((corefile) => corefile.replace('loop\n', 'lopp\n'))
    playground.pass(170)
    const problem = "/etc/coredns/Corefile:20 - Error during parsing: Unknown directive 'lopp'"
    const log = playground.log(0)
    expect(log).toContain(
      `[INFO] Reloading\n[ERROR] Restart failed: ${problem}\n` +
        '[ERROR] plugin/reload: Corefile changed but reload failed: ' +
        `starting with listener file descriptors: ${problem}\n`,
    )
    // The same mistake is told once.
    expect(log.match(/Restart failed/g)).toHaveLength(1)
    expect(playground.pods.every(({ status }) => status.phase === 'Running')).toBe(true)
  })
  it('keeps a Pod from starting that begins with a mistake', () => {
    const playground = new Playground()
    playground.configure((corefile) => corefile.replace('ttl 30', 'ttl 4000'))
    for (const { metadata } of playground.pods) {
      playground.cluster.request({
        method: 'DELETE',
        path: `/api/v1/namespaces/kube-system/pods/${metadata.name}`,
      })
    }
    playground.pass(45)
    expect(playground.log(0)).toBe(
      'plugin/kubernetes: /etc/coredns/Corefile:10 - Error during parsing: ' +
        'ttl must be in range [0, 3600]: 4000\n',
    )
    const states = playground.pods.flatMap(({ status }) => status.containerStatuses ?? [])
    expect(states.map(({ ready }) => ready)).toEqual([false, false])
    expect(states.every(({ restartCount }) => restartCount > 0)).toBe(true)
  })
  it('that leads back to itself ends the process', () => {
    const playground = new Playground()
    playground.configure((corefile) => corefile.replace('/etc/resolv.conf', '127.0.0.1'))
    playground.pass(150)
    const log = playground.log(0, true) + playground.log(0)
    expect(log.replace(/\d{2,}/g, 'N')).toContain(
      '[FATAL] plugin/loop: Loop (N.0.0.1:N -> :N) detected for zone ".", ' +
        'see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO N.N."\n',
    )
  })
})

// From node-2, of a Pod of CoreDNS there.
function rcodeOf(cluster: Cluster, name: string): string | undefined {
  const here = (each: Pod) =>
    each.spec.nodeName === 'node-2' && each.metadata.labels?.['k8s-app'] === 'kube-dns'
  const server = cluster.reader().list('Pod', 'kube-system').find(here)?.status.podIP ?? ''
  const ask = { question: { name, type: 'A' }, server, byTcp: false }
  const response = cluster.request({
    method: 'POST',
    path: '/playground/v1/hosts/node-2/exec',
    query: { command: [ASK_DNS, JSON.stringify(ask)], stdout: 'true' },
  })
  cluster.advance(cluster.now + seconds(6))
  const told = 'stream' in response ? cluster.poll(response.stream).events : []
  const text = told.flatMap((each) =>
    typeof each === 'object' && 'text' in each ? [each.text] : [],
  )
  return (JSON.parse(text.join('')) as Answer | null)?.rcode
}

describe('a name server outside', () => {
  const forwarding = (lines: string) => {
    const playground = new Playground()
    playground.client('box', 'busybox:1.36')
    // Without `loop`, whose probe would be the first to find out.
    playground.configure((corefile) =>
      corefile
        .replace('forward . /etc/resolv.conf {', `forward . ${lines}`)
        .replace('    loop\n', ''),
    )
    playground.pass(130)
    const server = playground.pods[0]?.status.podIP ?? ''
    const ask = (name: string) => playground.exec('box', 'nslookup', '-type=a', name, server)
    return { playground, ask }
  }
  it('that is silent is not asked any more, once it has failed three checks', () => {
    const { playground, ask } = forwarding('192.168.1.99 192.168.1.1 {\n policy sequential')
    expect(ask('a.example').took).toBeCloseTo(2, 1)
    expect(ask('b.example').took).toBeCloseTo(2, 1)
    playground.pass(3)
    expect(ask('c.example').took).toBeLessThan(0.1)
  })
  it('that is never checked is asked again and again', () => {
    const { playground, ask } = forwarding(
      '192.168.1.99 192.168.1.1 {\n policy sequential\n max_fails 0',
    )
    ask('a.example')
    playground.pass(10)
    expect(ask('c.example').took).toBeCloseTo(2, 1)
  })
  it('that is down as all others are is asked once, or not at all', () => {
    const once = forwarding('192.168.1.99 {')
    once.ask('a.example')
    once.playground.pass(5)
    const { text, took } = once.ask('b.example')
    expect(text).toContain("** server can't find b.example: SERVFAIL")
    expect(took).toBeCloseTo(2, 1)
    const never = forwarding('192.168.1.99 {\n failfast_all_unhealthy_upstreams')
    never.ask('a.example')
    never.playground.pass(5)
    expect(never.ask('b.example').took).toBeLessThan(0.1)
    expect(never.playground.log(0)).toContain(
      '[ERROR] plugin/errors: 2 b.example. A: no healthy proxies\n',
    )
  })
})

const manyPods = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'many-1', labels: { 'kubernetes.io/service-name': 'many' } },
  addressType: 'IPv4',
  ports: [],
  endpoints: Array.from({ length: 40 }, (_, index) => ({ addresses: [`10.244.9.${index + 1}`] })),
}
const many = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'many' },
  spec: { clusterIP: 'None' },
}

describe('a look-up', () => {
  it('that does not fit a datagram is made again by TCP', () => {
    const playground = new Playground()
    playground.post('/api/v1/namespaces/default/services', many)
    playground.post('/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', manyPods)
    playground.client('client', 'curlimages/curl:8.12.1')
    playground.configure((corefile) => corefile.replace('errors', 'errors\n    log'))
    playground.pass(130)
    const { text } = playground.exec('client', 'curl', '-m', '2', '-v', 'http://many')
    expect(text).toMatch(/Trying 10\.244\.9\.\d+:80/)
    const log = playground.log(0) + playground.log(1)
    const asked = (how: string) => `"A IN many.default.svc.cluster.local. ${how}" NOERROR qr,aa,rd `
    expect(log).toContain(asked('udp 48 false 512'))
    expect(log).toContain(asked('tcp 48 false 65535'))
  })
  it('waits for a name server as long as its library does, when there is none', () => {
    const playground = new Playground()
    playground.client('musl', 'curlimages/curl:8.12.1')
    playground.client('glibc', 'busybox:1.36')
    const quick = { dnsConfig: { options: [{ name: 'timeout', value: '1' }] } }
    playground.client('quick', 'curlimages/curl:8.12.1', quick)
    playground.patch('/apis/apps/v1/namespaces/kube-system/deployments/coredns', {
      spec: { replicas: 0 },
    })
    playground.pass(20)
    const musl = playground.exec('musl', 'curl', 'http://example.com.')
    expect(musl.text).toContain('curl: (6) Could not resolve host: example.com.')
    expect(musl.took).toBeCloseTo(5, 1)
    expect(playground.exec('quick', 'curl', 'http://example.com.').took).toBeCloseTo(1, 1)
    // A Service without endpoints refuses at once: glibc hears of that, musl does not.
    const glibc = playground.exec('glibc', 'wget', '-qO-', 'http://example.com')
    expect(glibc.text).toContain("wget: bad address 'example.com'")
    expect(glibc.took).toBeLessThan(0.1)
  })
  it('is answered by what was known before, where the API server cannot be reached', () => {
    const { cluster } = new Playground()
    const rcodes = () =>
      ['web', 'kubernetes'].map((name) => rcodeOf(cluster, `${name}.default.svc.cluster.local.`))
    cluster.setFault('node-1', 'network')
    const spec = { ports: [{ port: 80 }] }
    const body = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec }
    cluster.request({ method: 'POST', path: '/api/v1/namespaces/default/services', body })
    cluster.advance(cluster.now + seconds(5))
    expect(rcodes()).toEqual(['NXDOMAIN', 'NOERROR'])
    cluster.setFault('node-1', undefined)
    cluster.advance(cluster.now + seconds(1))
    expect(rcodes()).toEqual(['NOERROR', 'NOERROR'])
  })
  it('goes on with the Pods that are left', () => {
    const playground = new Playground()
    playground.client('client', 'curlimages/curl:8.12.1')
    const [first] = playground.pods
    playground.cluster.request({
      method: 'DELETE',
      path: `/api/v1/namespaces/kube-system/pods/${first?.metadata.name}`,
    })
    for (let turn = 0; turn < 10; turn++) {
      playground.pass(1)
      const { text } = playground.exec('client', 'curl', '-sk', 'https://kubernetes')
      expect(text).toContain('"code": 403')
    }
  })
})
