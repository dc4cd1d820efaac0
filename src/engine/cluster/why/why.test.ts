import { beforeAll, describe, expect, it } from 'vitest'
import { open } from '../../../host/opening'
import type { Environment } from '../../api/traffic'
import type { Why, WhyLink } from '../../api/why'
import type { Cluster } from '../../cluster'
import { seconds } from '../../sim'

const server = 'registry.k8s.io/e2e-test-images/agnhost:2.53'
const pod = (name: string, container: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: name } },
  spec: { containers: [{ name: 'c', image: server, args: ['netexec'], ...container }], ...more },
})
const template = (labels: object, container: object = {}) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'c', image: server, args: ['netexec'], ...container }] },
})
const deployment = (name: string, more: object = {}, labels: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: template({ app: name, ...labels }, more),
  },
})
const service = (name: string, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
})
const fails = 'readiness-fails'
const container = 'spec.containers[0]'
const readiness = (probe: object) => ({ readinessProbe: { periodSeconds: 2, ...probe } })
const http = (path: string, port: number | string = 8080) => readiness({ httpGet: { path, port } })

const opened = async (objects: readonly object[], environment: Environment = 'kubeadm') => {
  const manifest = objects.map((object) => JSON.stringify(object)).join('\n---\n')
  const { cluster } = await open({ manifest, traffic: [], environment })
  cluster.advance(cluster.now + seconds(30))
  return cluster
}
const why = (cluster: Cluster, about: string): Why => {
  const path = '/playground/v1/why'
  const response = cluster.request({ method: 'GET', path, query: { about } })
  if (response.status !== 200 || !('body' in response)) throw new Error(JSON.stringify(response))
  return response.body as Why
}
const chain = (cluster: Cluster, about: string): readonly WhyLink[] =>
  why(cluster, about).chains[0] ?? []
const codes = (cluster: Cluster, about: string): readonly string[] =>
  chain(cluster, about).map(({ code }) => code)
const last = (cluster: Cluster, about: string): WhyLink | undefined => chain(cluster, about).at(-1)

const big = { resources: { requests: { cpu: '900' } } }
const nginx = (path: string) => ({ image: 'nginx', args: [], ...http(path, 80) })
const fix = (path: string, after: unknown) => ({
  field: { path },
  change: { type: 'field', after },
})
const byName = (cluster: Cluster, name: string): string =>
  cluster
    .reader()
    .list('Pod', 'default')
    .find(({ metadata }) => metadata.name.startsWith(name))?.metadata.name ?? ''

describe('why a Pod is no endpoint', () => {
  let cluster: Cluster
  beforeAll(async () => {
    const first = { name: 'first', image: 'busybox', args: ['sh', '-c', 'exit 1'] }
    cluster = await opened([
      pod('deaf', http('/', 9)),
      pod('nameless', { ...http('/', 'web'), ports: [{ name: 'http', containerPort: 8080 }] }),
      pod('lost', nginx('/no/such/path')),
      pod('tls', readiness({ httpGet: { path: '/', port: 8080, scheme: 'HTTPS' } })),
      pod('command', readiness({ exec: { command: ['cat', '/none'] } })),
      pod('later', readiness({ httpGet: { path: '/', port: 8080 }, initialDelaySeconds: 3_000 })),
      pod('inside', {
        image: 'busybox:musl',
        command: ['httpd'],
        args: ['-f', '-p', '127.0.0.1:8080'],
        ...http('/'),
      }),
      pod('unknown', { image: 'ngnix:1.27', args: [] }),
      pod('never', { image: 'redis', args: [], imagePullPolicy: 'Never' }),
      pod('config', { envFrom: [{ configMapRef: { name: 'none' } }] }),
      pod('volume', {}, { volumes: [{ name: 'v', configMap: { name: 'none' } }] }),
      pod('crash', { image: 'busybox', args: ['sh', '-c', 'echo no database; exit 3'] }),
      pod('program', { image: 'busybox', args: ['serve'] }),
      pod('killed', { livenessProbe: { tcpSocket: { port: 9 }, periodSeconds: 1 } }),
      pod('over', { image: 'busybox', args: ['true'] }, { restartPolicy: 'Never' }),
      pod('selective', {}, { nodeSelector: { disk: 'ssd' } }),
      pod('init', {}, { initContainers: [first] }),
      pod('api', {}),
      deployment('greedy', big),
      deployment('web'),
      service('front', { selector: { app: 'web', tier: 'front' } }),
      service('sole', { selector: { app: 'wep' } }),
    ])
  }, 60_000)

  it.each<[name: string, end: object, ...codes: string[]]>([
    ['deaf', fix(`${container}.readinessProbe.httpGet.port`, 8080), fails, 'probe-port-unheard'],
    ['nameless', fix(`${container}.readinessProbe.httpGet.port`, 'http'), 'probe-port-unnamed'],
    ['lost', fix(`${container}.readinessProbe.httpGet.path`, '/'), fails, 'probe-path-unknown'],
    ['tls', fix(`${container}.readinessProbe.httpGet.scheme`, 'HTTP'), fails, 'probe-speaks-tls'],
    ['command', { data: { command: 'cat /none' } }, fails, 'probe-command-fails'],
    ['later', { data: { delay: 3_000 } }, 'probe-not-yet'],
    [
      'inside',
      fix(`${container}.args`, ['-f', '-p', '0.0.0.0:8080']),
      fails,
      'listens-on-loopback',
    ],
    ['unknown', fix(`${container}.image`, 'nginx:1.27'), 'image-unknown'],
    ['never', fix(`${container}.imagePullPolicy`, 'IfNotPresent'), 'image-not-here'],
    ['config', { told: 'configmap "none" not found' }, 'config-missing'],
    ['volume', { field: { path: 'spec.volumes[0]' } }, 'volume-missing'],
    ['crash', { told: 'no database', data: { exit: 3 } }, 'crash-loops', 'container-ended'],
    ['program', { data: { program: 'serve' } }, 'crash-loops', 'program-missing'],
    [
      'killed',
      { field: { path: `${container}.livenessProbe` } },
      'crash-loops',
      'container-ended',
      'liveness-fails',
    ],
    ['over', { data: { policy: 'Never' } }, 'pod-over'],
    ['selective', fix('spec.nodeSelector', null), 'unschedulable', 'no-node-has-labels'],
    [
      'greedy',
      fix(`spec.template.${container}.resources.requests.cpu`, '3900m'),
      'unschedulable',
      'too-much-asked',
    ],
  ])('%s', (name, end, ...expected) => {
    const about = `pod/default/${byName(cluster, name)}`
    expect(codes(cluster, about)).toEqual(['pod-not-ready', ...expected])
    expect(last(cluster, about)).toMatchObject(end)
  })

  it('because an init container has not done its work', () => {
    expect(codes(cluster, 'pod/default/init')).toEqual(
      expect.arrayContaining(['init-waits', 'container-ended']),
    )
  })

  it('since when, by the times of the condition and of the probe', () => {
    const [ready, fails] = chain(cluster, 'pod/default/deaf')
    expect(ready?.since).toBeGreaterThan(0)
    expect(fails?.since).toBeGreaterThan(ready?.since ?? Infinity)
    expect(fails).toMatchObject({ data: { probe: 'GET :9/', got: 'connection refused' } })
    expect(fails?.told).toContain('connect: connection refused')
  })

  it('because a label differs, which stands on the Pod, or in a template', () => {
    const [[missed, decided] = []] = why(cluster, 'pod/default/api').chains
    expect(missed).toMatchObject({
      code: 'not-selected',
      data: { label: 'app', has: 'api', wants: 'web', service: 'default/front' },
    })
    expect(decided).toMatchObject({ code: 'label-of-pod', change: { after: { tier: 'front' } } })
    const { chains } = why(cluster, `pod/default/${byName(cluster, 'web-')}`)
    expect(chains[0]?.[1]).toMatchObject({
      code: 'label-from-template',
      field: { kind: 'Deployment', path: 'spec.template.metadata.labels' },
      change: { before: { app: 'web' }, after: { app: 'web', tier: 'front' } },
      others: [{ field: { kind: 'Service' }, after: { app: 'web' } }],
    })
    expect(chains[1]?.[1]).toMatchObject({
      code: 'label-is-fixed',
      change: { field: { kind: 'Service', path: 'spec.selector' }, after: { app: 'web' } },
    })
  })

  it('is not known of what is not there', () => {
    const path = '/playground/v1/why'
    const ask = (query: Record<string, string>) => cluster.request({ method: 'GET', path, query })
    expect(ask({ about: 'pod/default/none' })).toMatchObject({ status: 404 })
    expect(ask({})).toMatchObject({ status: 400 })
    expect(ask({ about: 'node/node-1' })).toMatchObject({ status: 200, body: { chains: [] } })
  })

  it('is told of a request that has come to nothing because of it, too', () => {
    const sick = cluster.fork()
    const path = '/api/v1/namespaces/default/services'
    sick.request({ method: 'POST', path, body: service('deaf') })
    sick.advance(sick.now + seconds(5))
    const from = { type: 'pod', namespace: 'default', name: 'api' } as const
    const { causes } = sick.trace({ from, to: 'http://deaf' })
    expect(causes.map(({ code }) => code)).toEqual(['probe-fails', fails, 'probe-port-unheard'])
  })
})

describe('why a Pod that somebody has broken is no endpoint', () => {
  let cluster: Cluster
  let name: string
  beforeAll(async () => {
    cluster = await opened([deployment('web', http('/')), service('web')])
    name = byName(cluster, 'web-')
  }, 60_000)

  const broken = (break_: (cluster: Cluster) => void, span = 15): Cluster => {
    const fork = cluster.fork()
    break_(fork)
    fork.advance(fork.now + seconds(span))
    return fork
  }

  it.each([
    [{ isUnready: true }, 'HTTP 503', 'unready-by-hand'],
    [{ isHung: true }, 'timeout (1 s)', 'app-hangs'],
    [{ slowMillis: 3_000 }, 'timeout (1 s)', 'app-slow'],
  ])('%j', (fault, got, code) => {
    const fork = broken((each) => each.setPodFault(`default/${name}`, fault))
    const links = chain(fork, `pod/default/${name}`)
    expect(links.map((each) => each.code)).toEqual(['pod-not-ready', fails, code])
    expect(links[1]).toMatchObject({ data: { got } })
    expect(links[2]).toMatchObject({ change: { type: 'mend-pod', fault: {} } })
    // The probe failed first, and the Pod was unready when it had failed three times.
    expect(links[0]?.since).toBeGreaterThan(links[1]?.since ?? Infinity)
    expect(codes(fork, 'service/default/web')).toEqual([
      'no-ready-endpoints',
      ...codes(fork, `pod/default/${name}`),
    ])
  })

  it('though it is ready all the same, as long as nobody looks at it', () => {
    const fork = broken((each) => each.setPodFault(`default/${name}`, { isHung: true }), 0)
    expect(codes(fork, `pod/default/${name}`)).toEqual(['app-hangs'])
  })

  it.each([
    ['network', 'node-cut'],
    ['kubelet', 'kubelet-hangs'],
  ] as const)('on a node whose %s is broken', (fault, code) => {
    const node = cluster.reader().get('Pod', 'default', name)?.spec.nodeName ?? ''
    const fork = broken((each) => each.setFault(node, fault), 70)
    expect(codes(fork, `pod/default/${name}`)).toEqual(['pod-not-ready', 'node-not-ready', code])
    expect(last(fork, `node/${node}`)).toMatchObject({ change: { type: 'mend-node', node } })
  })

  it('is told to go by whoever wants fewer, or others', () => {
    const path = '/apis/apps/v1/namespaces/default/deployments/web'
    const headers = { 'content-type': 'application/merge-patch+json' }
    const patched = (spec: object) =>
      broken((each) => each.request({ method: 'PATCH', path, headers, body: { spec } }), 0.2)
    const none = patched({ replicas: 0 })
    const about = `pod/default/${name}`
    expect(codes(none, about)).toEqual(['pod-terminating', 'scaled-down', 'grace-runs'])
    expect(codes(none, 'service/default/web')).toEqual([
      'no-ready-endpoints',
      ...codes(none, about),
    ])
  })
})

describe('why a Service has no address outside', () => {
  const balanced = (name: string, spec: object = {}) =>
    service(name, { type: 'LoadBalancer', ...spec })

  it.each<[Environment, object, string, object]>([
    ['kubeadm', {}, 'pending-address', { type: 'field', after: 'NodePort' }],
    ['ack', { loadBalancerClass: 'example.com/none' }, 'class-unserved', { after: 'NodePort' }],
    ['docker-desktop', {}, 'published-port-taken', { before: 80, after: 8080 }],
  ])('%s', async (environment, spec, code, change) => {
    const cluster = await opened([balanced('first'), balanced('second', spec)], environment)
    const { chains } = why(cluster, 'service/default/second')
    const pending = chains.find(([first]) => first?.code === 'address-pending')
    expect(pending?.[1]).toMatchObject({ code, change })
    const line = 'kubectl port-forward service/second 8080:80'
    expect(pending?.[1]?.others).toContainEqual({ type: 'line', line })
  })

  it('waits on k3s for the Pods that hold its ports', async () => {
    const cluster = await opened([balanced('first'), balanced('second')], 'k3s')
    const { chains } = why(cluster, 'service/default/second')
    const pending = chains.find(([first]) => first?.code === 'address-pending') ?? []
    expect(pending.map(({ code }) => code)).toEqual([
      'address-pending',
      'pod-not-ready',
      'unschedulable',
      'host-port-taken',
    ])
  })
})
