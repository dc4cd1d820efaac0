import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import { seconds } from '../sim'

const post = (cluster: Cluster, plural: string, body: object) => {
  const path = `/api/v1/namespaces/default/${plural}`
  expect(cluster.request({ method: 'POST', path, body }).status).toBe(201)
}
const createPod = (cluster: Cluster, name: string, container: object, spec: object = {}) =>
  post(cluster, 'pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: { containers: [{ name: 'main', ...container }], ...spec },
  })
const createService = (cluster: Cluster, name: string, spec: object) =>
  post(cluster, 'services', { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec })
const statusOf = (cluster: Cluster, name: string) =>
  cluster.reader().get('Pod', 'default', name)?.status

describe('programs in a cluster', () => {
  const cluster = Cluster.create()
  createPod(cluster, 'web', { image: 'nginx:alpine' })
  createPod(cluster, 'echo', { image: 'hashicorp/http-echo', args: ['-text=hi'] })
  createService(cluster, 'web', { selector: { app: 'web' }, ports: [{ port: 80 }] })
  // The lesson's mismatch: nginx listens on 80, the Service sends to 8080.
  createService(cluster, 'wrong', {
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort: 8080 }],
  })
  createService(cluster, 'echo', {
    selector: { app: 'echo' },
    ports: [{ port: 80, targetPort: 5678 }],
  })
  createService(cluster, 'outside', { type: 'ExternalName', externalName: 'example.com' })
  cluster.settle()

  it.each([
    ['curl -sf http://web', 0],
    ['curl -sf http://web.default.svc.cluster.local', 0],
    ['test "$(echo $WEB_SERVICE_PORT)" = 80 && curl -sf http://$WEB_SERVICE_HOST', 0],
    ['curl -sf http://web/missing', 22],
    ['curl -s http://wrong', 7],
    ['curl -s http://web.other', 6],
    ['curl -s -m 2 http://10.96.99.99', 28],
    ['curl -sf http://outside', 0],
    ['wget -qO- http://echo', 0],
    ['wget -qO- http://wrong', 1],
  ])('%s exits with %i', (script, code) => {
    const name = `client-${cluster.steps}`
    const command = ['sh', '-c', script]
    createPod(cluster, name, { image: 'curlimages/curl', command }, { restartPolicy: 'Never' })
    for (
      let waited = 0;
      waited < 30 && !/ed$/.test(statusOf(cluster, name)?.phase ?? '');
      waited++
    ) {
      cluster.advance(cluster.now + seconds(1))
    }
    expect(statusOf(cluster, name)?.containerStatuses?.[0]?.state.terminated?.exitCode).toBe(code)
  })
})

describe('probes in a cluster', () => {
  it('meet the program: refused on the wrong port, ready on the right one', () => {
    const cluster = Cluster.create({ nodes: 1 })
    const probe = (port: number) => ({ httpGet: { path: '/', port }, periodSeconds: 1 })
    createPod(cluster, 'right', { image: 'nginx:alpine', readinessProbe: probe(80) })
    createPod(cluster, 'wrong', { image: 'nginx:alpine', readinessProbe: probe(8080) })
    cluster.advance(seconds(15))
    expect(statusOf(cluster, 'right')?.containerStatuses?.[0]?.ready).toBe(true)
    expect(statusOf(cluster, 'wrong')?.containerStatuses?.[0]?.ready).toBe(false)
    const ip = statusOf(cluster, 'wrong')?.podIP
    const unhealthy = cluster
      .reader()
      .list('Event', 'default')
      .find(({ reason }) => reason === 'Unhealthy')
    expect(unhealthy?.message).toBe(
      `Readiness probe failed: Get "http://${ip}:8080/": dial tcp ${ip}:8080: ` +
        'connect: connection refused',
    )
  })
  it('restart what the documentation says they restart', () => {
    const cluster = Cluster.create({ nodes: 1 })
    const script = 'touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600'
    createPod(cluster, 'liveness', {
      image: 'busybox:1.28',
      args: ['/bin/sh', '-c', script],
      livenessProbe: {
        exec: { command: ['cat', '/tmp/healthy'] },
        initialDelaySeconds: 5,
        periodSeconds: 5,
      },
    })
    cluster.advance(seconds(45))
    expect(statusOf(cluster, 'liveness')?.containerStatuses?.[0]?.restartCount).toBe(0)
    // busybox's shell ignores SIGTERM: thirty seconds of grace pass first.
    cluster.advance(seconds(90))
    expect(statusOf(cluster, 'liveness')?.containerStatuses?.[0]).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 137 } },
    })
  })
})
