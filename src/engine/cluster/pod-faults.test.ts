import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import type { Pod } from '../resources'
import { type Duration, seconds } from '../sim'

type Probes = Readonly<Record<string, unknown>>

const httpGet = { path: '/', port: 80 }
const readiness = { readinessProbe: { httpGet, periodSeconds: 2 } }

function running(probes: Probes = {}): Cluster {
  const cluster = Cluster.create()
  const containers = [{ name: 'web', image: 'nginx:1.27', ...probes }]
  const labels = { app: 'web' }
  const template = { metadata: { labels }, spec: { containers } }
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 2, selector: { matchLabels: labels }, template },
  }
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: labels, ports: [{ port: 80 }] },
  }
  const create = (path: string, body: object) => cluster.request({ method: 'POST', path, body })
  create('/apis/apps/v1/namespaces/default/deployments', deployment)
  create('/api/v1/namespaces/default/services', service)
  cluster.settle()
  return cluster
}

const pass = (cluster: Cluster, span: Duration): void => {
  cluster.advance(cluster.now + span)
}
const pods = (cluster: Cluster): readonly Pod[] => cluster.reader().list('Pod', 'default')
function first(cluster: Cluster): { readonly name: string; readonly key: string; pod(): Pod } {
  const name = pods(cluster)[0]?.metadata.name ?? ''
  const pod = () => {
    const found = cluster.reader().get('Pod', 'default', name)
    if (!found) throw new Error(`no Pod ${name}`)
    return found
  }
  return { name, key: `default/${name}`, pod }
}
const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') ?? false
const restarts = ({ status }: Pod) => status.containerStatuses?.[0]?.restartCount
const told = (cluster: Cluster, name: string) =>
  cluster
    .reader()
    .list('Event')
    .filter(({ involvedObject }) => involvedObject.name === name)
    .map(({ reason, message }) => `${reason} ${message}`)
const ask = (cluster: Cluster, pod: Pod, timeoutSeconds = 2) =>
  cluster.trace({
    from: { type: 'node', name: 'node-1' },
    to: `http://${pod.status.podIP}/`,
    timeoutSeconds,
  })

describe('an app that hangs', () => {
  it('takes connections and never answers; the trace says that it hangs', () => {
    const cluster = running()
    const { key, pod } = first(cluster)
    cluster.setPodFault(key, { isHung: true })
    const trace = ask(cluster, pod())
    expect(trace.outcome).toBe('timeout')
    expect(trace.steps.map(({ code }) => code)).toContain('accept')
    const change = { type: 'mend-pod', pod: key, fault: {} }
    expect(trace.causes).toEqual([{ code: 'app-hangs', data: { pod: key }, change }])
  })

  it('stays an endpoint while nothing looks at it, and answers what waits once it goes on', () => {
    const cluster = running()
    const { key, pod } = first(cluster)
    cluster.setPodFault(key, { isHung: true })
    cluster.setTraffic([
      {
        name: 'one',
        from: { type: 'node', name: 'node-1' },
        url: `http://${pod().status.podIP}/`,
        ratePerSecond: 1,
        concurrency: 9,
        keepAlive: false,
        timeoutSeconds: 60,
      },
    ])
    pass(cluster, seconds(5))
    expect(isReady(pod())).toBe(true)
    const { started, succeeded } = cluster.trafficCount('one')
    expect({ isAsked: started > 3, succeeded }).toEqual({ isAsked: true, succeeded: 0 })
    cluster.setPodFault(key, {})
    pass(cluster, seconds(1))
    expect(cluster.trafficCount('one').succeeded).toBeGreaterThanOrEqual(started)
  })

  it('fails its readiness probe, in the words of a timeout', () => {
    const cluster = running(readiness)
    const { key, name, pod } = first(cluster)
    cluster.setPodFault(key, { isHung: true })
    pass(cluster, seconds(12))
    expect(isReady(pod())).toBe(false)
    expect(told(cluster, name)).toContainEqual(
      `Unhealthy Readiness probe failed: Get "http://${pod().status.podIP}:80/": ` +
        'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    )
    cluster.setPodFault(key, {})
    pass(cluster, seconds(8))
    expect(isReady(pod())).toBe(true)
  })

  it('passes a TCP probe: the kernel takes the connection', () => {
    const readinessProbe = { tcpSocket: { port: 80 }, periodSeconds: 2 }
    const cluster = running({ readinessProbe })
    const { key, pod } = first(cluster)
    cluster.setPodFault(key, { isHung: true })
    pass(cluster, seconds(12))
    expect(isReady(pod())).toBe(true)
  })

  it('is restarted by its liveness probe, after the whole grace period, and is well again', () => {
    const livenessProbe = { httpGet, periodSeconds: 2 }
    const cluster = running({ livenessProbe })
    const { key, pod } = first(cluster)
    cluster.setPodFault(key, { isHung: true })
    pass(cluster, seconds(25))
    expect(restarts(pod())).toBe(0)
    pass(cluster, seconds(25))
    expect(restarts(pod())).toBe(1)
    expect(cluster.podFaultOf(key)).toBeUndefined()
    expect(ask(cluster, pod()).outcome).toBe('ok')
  })
})

describe('an app that is slow', () => {
  it('answers so much later; who waits less gives up, and is told why', () => {
    const cluster = running()
    const { key, pod } = first(cluster)
    cluster.setPodFault(key, { slowMillis: 1500 })
    expect(ask(cluster, pod())).toMatchObject({ outcome: 'ok', status: 200 })
    const late = ask(cluster, pod(), 1)
    expect(late.outcome).toBe('timeout')
    expect(late.causes).toMatchObject([{ code: 'app-slow', data: { pod: key, slow: 1.5 } }])
  })

  it('fails a probe whose timeout is shorter, and passes one whose timeout is longer', () => {
    const cluster = running(readiness)
    const { key, pod } = first(cluster)
    cluster.setPodFault(key, { slowMillis: 500 })
    pass(cluster, seconds(12))
    expect(isReady(pod())).toBe(true)
    cluster.setPodFault(key, { slowMillis: 1500 })
    pass(cluster, seconds(12))
    expect(isReady(pod())).toBe(false)
  })
})

describe('a Pod that fails its readiness', () => {
  it('answers requests, and is no endpoint any more', () => {
    const cluster = running(readiness)
    const { key, name, pod } = first(cluster)
    cluster.setPodFault(key, { isUnready: true })
    pass(cluster, seconds(12))
    expect(isReady(pod())).toBe(false)
    expect(told(cluster, name)).toContain(
      'Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 503',
    )
    expect(ask(cluster, pod()).outcome).toBe('ok')
    const conditions = cluster
      .reader()
      .list('EndpointSlice', 'default')
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ targetRef }) => targetRef?.name === name)
      .map((each) => each.conditions?.ready)
    expect(conditions).toEqual([false])
    cluster.setPodFault(key, {})
    pass(cluster, seconds(8))
    expect(isReady(pod())).toBe(true)
  })
})

describe('a kube-proxy that hangs', () => {
  const proxyOn = (cluster: Cluster, node: string): string => {
    const pod = cluster
      .reader()
      .list('Pod', 'kube-system')
      .find(({ metadata, spec }) => /^kube-proxy-/.test(metadata.name) && spec.nodeName === node)
    return `kube-system/${pod?.metadata.name}`
  }
  const rulesTo = (cluster: Cluster, node: string): string => {
    const path = `/playground/v1/nodes/${node}/rules`
    return JSON.stringify(cluster.request({ method: 'GET', path }))
  }
  const create = (cluster: Cluster) =>
    cluster.request({
      method: 'POST',
      path: '/api/v1/namespaces/default/services',
      body: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'late' },
        spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
      },
    })

  it('leaves its rules as they are, and writes what it has missed once it goes on', () => {
    const cluster = running()
    cluster.setPodFault(proxyOn(cluster, 'node-2'), { isHung: true })
    create(cluster)
    pass(cluster, seconds(5))
    expect(rulesTo(cluster, 'node-1')).toContain('default/late')
    expect(rulesTo(cluster, 'node-2')).not.toContain('default/late')
    expect(rulesTo(cluster, 'node-2')).toContain('default/web')
    cluster.setPodFault(proxyOn(cluster, 'node-2'), {})
    pass(cluster, seconds(3))
    expect(rulesTo(cluster, 'node-2')).toContain('default/late')
  })

  it('is the cause when its rules lead to an endpoint that is gone', () => {
    const cluster = running()
    cluster.setPodFault(proxyOn(cluster, 'node-2'), { isHung: true })
    for (const { metadata } of pods(cluster)) {
      const path = `/api/v1/namespaces/default/pods/${metadata.name}`
      cluster.request({ method: 'DELETE', path })
    }
    pass(cluster, seconds(60))
    const { spec } = cluster.reader().get('Service', 'default', 'web') ?? {}
    const to = `http://${spec?.clusterIP}/`
    const from = (name: string) => ({ type: 'node', name }) as const
    expect(cluster.trace({ from: from('node-1'), to }).outcome).toBe('ok')
    const trace = cluster.trace({ from: from('node-2'), to, timeoutSeconds: 2 })
    expect(trace.outcome).toBe('timeout')
    expect(trace.causes[0]).toMatchObject({ code: 'proxy-hangs', data: { node: 'node-2' } })
  })

  it('is replaced, well, when its Pod is deleted', () => {
    const cluster = running()
    const before = proxyOn(cluster, 'node-2')
    cluster.setPodFault(before, { isHung: true })
    create(cluster)
    const path = `/api/v1/namespaces/kube-system/pods/${before.split('/')[1]}`
    cluster.request({ method: 'DELETE', path })
    pass(cluster, seconds(60))
    expect(proxyOn(cluster, 'node-2')).not.toBe(before)
    expect(rulesTo(cluster, 'node-2')).toContain('default/late')
  })
})

describe('a fault of a Pod', () => {
  it('is an input: going back and forth, or branching, comes to the same', () => {
    const cluster = running(readiness)
    const { key } = first(cluster)
    const start = cluster.now
    cluster.setPodFault(key, { isHung: true })
    pass(cluster, seconds(3))
    cluster.setPodFault(key, { slowMillis: 700, isUnready: true })
    pass(cluster, seconds(6))
    const [end, digest] = [cluster.now, cluster.digest()]
    const fork = cluster.fork()
    fork.setPodFault(key, {})
    expect(cluster.podFaultOf(key)).toEqual({ slowMillis: 700, isUnready: true })
    cluster.seek(start + seconds(1))
    expect(cluster.podFaultOf(key)).toEqual({ isHung: true })
    cluster.seek(start - seconds(1))
    expect(cluster.podFaultOf(key)).toBeUndefined()
    cluster.seek(end)
    expect(cluster.digest()).toBe(digest)
    expect(fork.podFaultOf(key)).toBeUndefined()
  })

  it('goes with the Pod, and one of a Pod that is not there is none', () => {
    const cluster = running()
    const { key, name } = first(cluster)
    cluster.setPodFault('default/nobody', { isHung: true })
    expect(cluster.podFaultOf('default/nobody')).toBeUndefined()
    cluster.setPodFault(key, { slowMillis: 100 })
    cluster.request({ method: 'DELETE', path: `/api/v1/namespaces/default/pods/${name}` })
    pass(cluster, seconds(40))
    expect(cluster.podFaultOf(key)).toBeUndefined()
  })
})
