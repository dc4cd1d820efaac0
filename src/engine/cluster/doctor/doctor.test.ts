import { beforeAll, describe, expect, it } from 'vitest'
import { open } from '../../../host/opening'
import type { Finding } from '../../api/finding'
import type { Cluster } from '../../cluster'
import { seconds } from '../../sim'

const server = 'registry.k8s.io/e2e-test-images/agnhost:2.53'
const template = (labels: object, container: object = {}) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'c', image: server, args: ['netexec'], ...container }] },
})
const deployment = (name: string, more: { labels?: object; container?: object } = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, labels: more.labels ?? {} },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: template({ app: name, tier: 'back' }, more.container),
  },
})
const service = (name: string, spec: object, namespace = 'default') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
})

const opened = async (objects: readonly object[]): Promise<Cluster> => {
  const manifest = objects.map((object) => JSON.stringify(object)).join('\n---\n')
  const { cluster } = await open({ manifest, traffic: [] })
  cluster.advance(cluster.now + seconds(10))
  return cluster
}
const told = (cluster: Cluster): readonly Finding[] => {
  const response = cluster.request({ method: 'GET', path: '/playground/v1/findings' })
  if (!('body' in response)) throw new Error('no body')
  return (response.body as { findings: readonly Finding[] }).findings
}
const about = (findings: readonly Finding[], name: string): readonly Finding[] =>
  findings.filter(({ data, field }) => data['service'] === name || field.key.name === name)
const codes = (findings: readonly Finding[]): readonly string[] => findings.map(({ code }) => code)

describe('the doctor', () => {
  let findings: readonly Finding[]
  beforeAll(async () => {
    const web = deployment('web', { container: { ports: [{ containerPort: 9090 }] } })
    const cluster = await opened([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
      web,
      deployment('api', {
        labels: { role: 'api' },
        container: { image: 'traefik/whoami', args: [] },
      }),
      deployment('sick', {
        container: { readinessProbe: { httpGet: { path: '/', port: 9 }, periodSeconds: 1 } },
      }),
      service('good', {}),
      service('typo', { selector: { app: 'wbe' } }),
      service('aside', { selector: { role: 'api' } }),
      service('far', {}, 'shop'),
      service('wide', { selector: { tier: 'back' } }),
      service('deaf', { ports: [{ port: 80, targetPort: 80 }] }),
      service('named', { ports: [{ port: 80, targetPort: 'http' }] }),
      service('sick', { selector: { app: 'sick' } }),
      service('balanced', { type: 'LoadBalancer' }),
      service('local', { type: 'NodePort', externalTrafficPolicy: 'Local' }),
      service('sticky', { sessionAffinity: 'ClientIP' }),
      service('bare', { clusterIP: 'None' }),
      service('number', { type: 'ExternalName', externalName: '192.0.2.1', selector: undefined }),
      service('alias', { type: 'ExternalName', externalName: 'db.example.com' }),
      service('twin', {}),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'closed' },
        spec: { podSelector: { matchLabels: { app: 'api' } } },
      },
    ])
    findings = told(cluster)
  }, 60_000)

  it.each([
    ['a selector that matches nothing, and what was meant', 'typo', 'selector-matches-nothing'],
    ['labels on a Deployment that its Pods do not get', 'aside', 'labels-not-on-template'],
    ['Pods that are in another namespace', 'far', 'pods-elsewhere'],
    ['a selector that takes another app’s Pods', 'wide', 'selects-other-apps'],
    ['a port on which nobody listens', 'deaf', 'nobody-listens'],
    ['a port’s name that no container has', 'named', 'port-name-unknown'],
    ['Pods whose probe fails', 'sick', 'probe-fails'],
    ['a load balancer that nobody will make', 'balanced', 'pending-address'],
    ['nodes without an endpoint under policy Local', 'local', 'no-local-endpoint'],
    ['affinity, which goes by address', 'sticky', 'affinity-by-address'],
    ['a headless Service that seems to map ports', 'bare', 'headless-keeps-ports'],
    ['an alias of an address', 'number', 'alias-is-address'],
    ['an alias, whose name requests carry', 'alias', 'external-name-keeps-host'],
    ['two Services over the same Pods', 'twin', 'same-pods'],
  ])('finds %s', (_, name, code) => {
    const namespace = name === 'far' ? 'shop' : 'default'
    expect(codes(about(findings, `${namespace}/${name}`))).toContain(code)
  })

  it('finds what is only stored, and a containerPort that opens nothing', () => {
    expect(codes(about(findings, 'closed'))).toEqual(['policy-not-enforced'])
    const [port] = findings.filter(({ code }) => code === 'container-port-unheard')
    expect(port?.data).toMatchObject({ port: 9090, ports: ['8080', '8081'] })
  })

  it('has nothing but hints about a Service that works', () => {
    const grave = about(findings, 'default/good').filter(({ severity }) => severity !== 'hint')
    expect(grave).toEqual([])
  })

  it('names the field, a change to it and what shows it', () => {
    const [typo] = about(findings, 'default/typo')
    expect(typo).toMatchObject({
      severity: 'error',
      field: { kind: 'Service', path: 'spec.selector' },
      change: { type: 'field', before: { app: 'wbe' }, after: { app: 'web' } },
    })
    const [deaf] = about(findings, 'default/deaf')
    expect(deaf).toMatchObject({ change: { after: 8080 } })
    expect(deaf?.evidence.join()).toMatch(/^pod\/default\/web-\w+-\w+,pod\/default\/web-\w+-\w+$/)
  })

  it('tells the gravest first', () => {
    const order = ['error', 'warning', 'hint']
    const places = findings.map(({ severity }) => order.indexOf(severity))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it.each([
    ['hashicorp/http-echo', 5678, ['-listen=127.0.0.1:5678', '-text=hello']],
    ['redis', 6379, ['redis-server', '--bind', '127.0.0.1 -::1']],
    ['busybox', 8080, ['httpd', '-f', '-p', '127.0.0.1:8080']],
    ['nginx', 81, ['sh', '-c', 'nginx -g "daemon off;"']],
    ['httpd', 82, ['httpd-foreground']],
  ])('finds that %s listens for itself alone', async (image, port, args) => {
    const config = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'config' },
      data: {
        'own.conf': 'server { listen 127.0.0.1:81; }',
        'httpd.conf': 'Listen 127.0.0.1:82\n',
      },
    }
    const mount = (mountPath: string, subPath: string) => ({ name: 'v', mountPath, subPath })
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'c',
            image,
            args,
            volumeMounts: [
              mount('/etc/nginx/conf.d/own.conf', 'own.conf'),
              mount('/usr/local/apache2/conf/httpd.conf', 'httpd.conf'),
            ],
          },
        ],
        volumes: [{ name: 'v', configMap: { name: 'config' } }],
      },
    }
    const cluster = await opened([config, pod, service('own', { ports: [{ port }] })])
    expect(codes(about(told(cluster), 'default/own'))).toEqual(['listens-on-loopback'])
    const { clusterIP } = cluster.reader().get('Service', 'default', 'own')?.spec ?? {}
    const from = { type: 'node', name: 'node-1' } as const
    const { outcome, causes } = cluster.trace({ from, to: `tcp://${clusterIP}:${port}` })
    expect([outcome, ...causes.map(({ code }) => code)]).toEqual(['refused', 'listens-on-loopback'])
  })

  it('has nothing to say while Pods are on their way', async () => {
    const manifest = [deployment('web'), service('good', {})]
    const { cluster } = await open({
      manifest: manifest.map((object) => JSON.stringify(object)).join('\n---\n'),
      traffic: [],
    })
    const deleted = cluster.request({
      method: 'DELETE',
      path: '/api/v1/namespaces/default/pods',
    })
    expect(deleted.status).toBe(200)
    cluster.advance(cluster.now + seconds(1) / 10)
    expect(codes(told(cluster)).filter((code) => code.includes('ready'))).toEqual([])
  })
})
