import { describe, expect, it } from 'vitest'
import { bench, container, podNamed } from './testing'

type Node = ReturnType<typeof bench>

const remove = (node: Node, name = 'web', gracePeriodSeconds?: number) =>
  node.act({
    verb: 'delete',
    kind: 'Pod',
    key: { namespace: 'default', name },
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
  })
const running = (spec: object = {}): Node => {
  const node = bench()
  node.create(podNamed('web', spec))
  node.pass(5)
  return node
}
const isGone = (node: Node) => node.reader.get('Pod', 'default', 'web') === undefined
const condition = (node: Node, type: string) =>
  node.status().conditions?.find((each) => each.type === type)

describe('a Pod that is deleted', () => {
  it('is told to stop, loses its sandbox, and then its object', () => {
    const node = running()
    remove(node)
    node.pass(1)
    expect(node.signals).toEqual(['SIGTERM'])
    expect(node.removed).toEqual(['default/web'])
    expect(isGone(node)).toBe(true)
    expect(node.events()).toContain('Normal Killing Stopping container web')
  })
  it('is killed when its grace period is over', () => {
    const node = running({ terminationGracePeriodSeconds: 10 })
    node.onSignal(() => undefined)
    remove(node)
    node.pass(9.9)
    expect(node.signals).toEqual(['SIGTERM'])
    expect(node.status().containerStatuses?.[0]?.ready).toBe(true)
    node.pass(0.2)
    expect(node.signals).toEqual(['SIGTERM', 'SIGKILL'])
    node.pass(1)
    expect(isGone(node)).toBe(true)
  })
  it('is killed sooner when it is deleted again with less grace', () => {
    const node = running()
    node.onSignal(() => undefined)
    remove(node)
    node.pass(5)
    remove(node, 'web', 3)
    node.pass(2.9)
    expect(node.signals).toEqual(['SIGTERM'])
    node.pass(0.2)
    expect(node.signals).toEqual(['SIGTERM', 'SIGKILL'])
    node.pass(1)
    expect(isGone(node)).toBe(true)
  })
  it('gets its signal after its preStop hook, whose time counts', () => {
    const preStop = { exec: { command: ['/bin/sh', '-c', 'sleep 8'] } }
    const node = running({
      terminationGracePeriodSeconds: 10,
      containers: [container({ lifecycle: { preStop } })],
    })
    node.onSignal(() => undefined)
    remove(node)
    node.pass(7.9)
    expect(node.signals).toEqual([])
    node.pass(0.2)
    expect(node.signals).toEqual(['SIGTERM'])
    node.pass(2)
    expect(node.signals).toEqual(['SIGTERM', 'SIGKILL'])
  })
  it('has two seconds at least, however long its hook takes', () => {
    const preStop = { exec: { command: ['sleep', '60'] } }
    const node = running({
      terminationGracePeriodSeconds: 5,
      containers: [container({ lifecycle: { preStop } })],
    })
    node.onSignal(() => undefined)
    remove(node)
    node.pass(6.9)
    expect(node.signals).toEqual(['SIGTERM'])
    node.pass(0.2)
    expect(node.signals).toEqual(['SIGTERM', 'SIGKILL'])
  })
  it('is told how the image wants to be', () => {
    const node = running({ containers: [container({ image: 'nginx:alpine', args: undefined })] })
    remove(node)
    node.pass(1)
    expect(node.signals).toEqual(['SIGQUIT'])
  })
  it('goes at once when it has not started', () => {
    const node = bench()
    node.create(podNamed('web', { containers: [container({ image: 'nope' })] }))
    node.pass(20)
    remove(node)
    node.pass(1)
    expect(isGone(node)).toBe(true)
  })
  it('is dropped with everything in it when its object is taken away by force', () => {
    const node = running()
    remove(node, 'web', 0)
    node.pass(0.1)
    expect(node.removed).toEqual(['default/web'])
    expect(node.signals).toEqual([])
    node.create(podNamed('web'))
    node.pass(3)
    expect(node.story()).toEqual(['Running', 'ready'])
    expect(node.status().podIP).toBe('10.244.1.3')
  })
  it('has kept its logs until then, if it had ended by itself', () => {
    const node = running({ restartPolicy: 'Never' })
    node.exit(0)
    node.pass(2)
    expect(node.story()).toEqual(['Succeeded', 'Completed'])
    expect([node.stopped, node.removed]).toEqual([['default/web'], []])
    remove(node)
    node.pass(1)
    expect(node.removed).toEqual(['default/web'])
    expect(isGone(node)).toBe(true)
  })
  it('is asked to the end whether it still serves', () => {
    const readinessProbe = { tcpSocket: { port: 80 }, periodSeconds: 1, failureThreshold: 2 }
    const node = bench()
    node.answerProbes(() => true)
    node.create(podNamed('web', { containers: [container({ readinessProbe })] }))
    node.pass(5)
    node.onSignal(() => undefined)
    remove(node)
    node.pass(3)
    expect(node.story()).toEqual(['Running', 'ready'])
    node.answerProbes(() => 'dial tcp 10.244.1.2:80: connect: connection refused')
    node.pass(3)
    expect(node.story()).toEqual(['Running', 'running'])
  })
  it('is Succeeded or Failed by its own containers, as soon as they have ended', () => {
    const sidecar = container({ name: 'proxy', restartPolicy: 'Always' })
    const node = running({ initContainers: [sidecar] })
    const phases = new Set<string>()
    node.onSignal(() => {
      const web = node.signals.length === 1
      return web ? 0 : 1
    })
    remove(node)
    for (let step = 0; step < 100 && !isGone(node); step++) {
      phases.add(node.status().phase)
      node.pass(0.02)
    }
    expect([...phases]).toEqual(['Running', 'Succeeded'])
  })
  it('stays Pending when it never came to start its containers', () => {
    const node = bench()
    node.create(podNamed('web', { initContainers: [container({ name: 'init' })] }))
    node.pass(5)
    remove(node)
    const phases = new Set<string>()
    for (let step = 0; step < 100 && !isGone(node); step++) {
      phases.add(node.status().phase)
      node.pass(0.02)
    }
    expect([...phases]).toEqual(['Pending'])
  })
  it('has its sidecars stopped after all else, the last one first', () => {
    const sidecar = (name: string) => container({ name, restartPolicy: 'Always' })
    const node = running({ initContainers: [sidecar('one'), sidecar('two')] })
    node.onSignal(() => undefined)
    remove(node)
    node.pass(1)
    const killed = () =>
      node.events().flatMap((each) => /Stopping container (\w+)/.exec(each)?.[1] ?? [])
    expect(killed()).toEqual(['web'])
    node.exit(0)
    node.pass(1)
    expect(killed()).toEqual(['web', 'two'])
    node.exit(0, 'process-2')
    node.pass(1)
    expect(killed()).toEqual(['web', 'two', 'one'])
  })
  it('is not restarted by the probe that fails meanwhile', () => {
    const livenessProbe = { tcpSocket: { port: 80 }, periodSeconds: 1, failureThreshold: 1 }
    const node = running({ containers: [container({ livenessProbe })] })
    node.onSignal(() => undefined)
    node.answerProbes(() => 'dial tcp 10.244.1.2:80: connect: connection refused')
    remove(node)
    node.pass(20)
    expect(node.started).toHaveLength(1)
    expect(node.events().some((each) => each.includes('will be restarted'))).toBe(false)
  })
})

describe('a Pod whose image is changed', () => {
  it('has that container restarted with the new one, and no other', () => {
    const node = running({ containers: [container(), container({ name: 'other' })] })
    const pod = node.pod()
    const [web, other] = pod.spec.containers
    const containers = [{ ...web, image: 'traefik/whoami' }, other]
    const object = { ...pod, spec: { ...pod.spec, containers } }
    expect(node.act({ verb: 'update', object: object as typeof pod }).refused).toBeUndefined()
    node.pass(5)
    expect(node.started.map(({ image }) => image).slice(2)).toEqual(['traefik/whoami'])
    expect(node.events()).toContain(
      'Normal Killing Container web definition changed, will be restarted',
    )
    expect(node.status().containerStatuses?.map(({ restartCount }) => restartCount)).toEqual([1, 0])
  })
})

describe('a readiness probe', () => {
  const probe = { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 5 }
  const ports = [{ name: 'http', containerPort: 8080 }]
  const probed = (more: object = {}): Node => {
    const node = bench()
    const readinessProbe = { ...probe, ...more }
    node.create(podNamed('web', { containers: [container({ ports, readinessProbe })] }))
    return node
  }

  it('asks the port it names, soon after the container runs', () => {
    const node = probed()
    node.answerProbes(() => true)
    node.pass(4)
    expect(node.probes[0]).toMatchObject({
      node: 'node-1',
      pod: 'default/web',
      handler: { type: 'http', address: '10.244.1.2', port: 8080, path: '/readyz' },
      timeout: 1_000_000,
    })
    expect(node.story()).toEqual(['Running', 'ready'])
  })
  it('keeps the Pod unready until it succeeds, and says which container is', () => {
    const node = probed()
    node.answerProbes(() => 'HTTP probe failed with statuscode: 503')
    node.pass(10)
    expect(node.story()).toEqual(['Running', 'running'])
    expect(condition(node, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [web]',
    })
    expect(node.events().at(-1)).toMatch(
      /^Warning Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 503/,
    )
    node.answerProbes(() => true)
    node.pass(5.1)
    expect(node.story()).toEqual(['Running', 'ready'])
  })
  it('takes three failures in a row to make a ready Pod unready, and never restarts it', () => {
    const node = probed()
    node.answerProbes(() => true)
    node.pass(6)
    node.answerProbes(() => 'no')
    node.pass(10)
    expect(node.story()).toEqual(['Running', 'ready'])
    node.pass(5)
    expect(node.story()).toEqual(['Running', 'running'])
    node.pass(60)
    expect(node.started).toHaveLength(1)
  })
  it('waits for its initial delay', () => {
    const node = probed({ initialDelaySeconds: 20 })
    node.answerProbes(() => true)
    node.pass(20)
    expect(node.probes).toEqual([])
    node.pass(8)
    expect(node.story()).toEqual(['Running', 'ready'])
  })
  it('writes nothing while all stays well', () => {
    const node = probed()
    node.answerProbes(() => true)
    node.pass(9)
    const { resourceVersion } = node.pod().metadata
    node.pass(100)
    expect(node.pod().metadata.resourceVersion).toBe(resourceVersion)
    expect(node.probes.length).toBeGreaterThan(19)
  })
  it('for a port that the container does not name has no result at all', () => {
    const node = probed({ httpGet: { path: '/', port: 'web' } })
    node.pass(20)
    expect(node.story()).toEqual(['Running', 'running'])
    expect(node.events().at(-1)).toMatch(
      /^Warning Unhealthy Readiness probe errored and resulted in unknown state: strconv\.Atoi: /,
    )
  })
  it('fails a server without TLS that it is to meet with TLS', () => {
    const node = probed({ httpGet: { path: '/', port: 8080, scheme: 'HTTPS' } })
    node.pass(6)
    expect(node.events().at(-1)).toContain(
      'Get "https://10.244.1.2:8080/": http: server gave HTTP response to HTTPS client',
    )
  })
})

describe('a liveness probe', () => {
  it('for a port that the container does not name never restarts it', () => {
    const probe = { tcpSocket: { port: 'web' }, periodSeconds: 1, failureThreshold: 1 }
    const node = running({ containers: [container({ livenessProbe: probe })] })
    node.pass(20)
    expect(node.started).toHaveLength(1)
    expect(node.story()).toEqual(['Running', 'ready'])
  })

  const livenessProbe = { exec: { command: ['cat', '/tmp/healthy'] }, periodSeconds: 5 }

  it('has the container killed and replaced when it fails for good', () => {
    const node = running({ containers: [container({ livenessProbe })] })
    node.answerProbes(() => "cat: can't open '/tmp/healthy': No such file or directory")
    node.pass(16)
    expect(node.events()).toContain(
      'Normal Killing Container web failed liveness probe, will be restarted',
    )
    expect(node.signals).toEqual(['SIGTERM'])
    expect(node.started).toHaveLength(2)
    expect(node.status().containerStatuses?.[0]).toMatchObject({
      restartCount: 1,
      state: { running: expect.anything() },
    })
  })
  it('is held up by a startup probe, which kills on its own account', () => {
    const startupProbe = { tcpSocket: { port: 8080 }, periodSeconds: 2, failureThreshold: 5 }
    const node = bench()
    node.create(podNamed('web', { containers: [container({ livenessProbe, startupProbe })] }))
    node.answerProbes(({ handler }) => (handler.type === 'exec' ? 'dead' : 'refused'))
    node.pass(8)
    expect(node.probes.every(({ handler }) => handler.type === 'tcp')).toBe(true)
    expect(node.status().containerStatuses?.[0]).toMatchObject({ started: false, ready: false })
    node.pass(6)
    expect(node.events()).toContain(
      'Normal Killing Container web failed startup probe, will be restarted',
    )
  })
  it('begins once the startup probe has succeeded', () => {
    const startupProbe = { tcpSocket: { port: 8080 }, periodSeconds: 2 }
    const node = bench()
    node.create(podNamed('web', { containers: [container({ livenessProbe, startupProbe })] }))
    node.answerProbes(() => true)
    node.pass(20)
    expect(node.probes.map(({ handler }) => handler.type)).toEqual([
      'tcp',
      ...node.probes.slice(1).map(() => 'exec'),
    ])
    expect(node.probes.length).toBeGreaterThan(2)
    expect(node.story()).toEqual(['Running', 'ready'])
  })
})

describe('readiness gates', () => {
  it('keep a Pod unready until somebody opens them', () => {
    const node = running({ readinessGates: [{ conditionType: 'example.com/lit' }] })
    expect(condition(node, 'ContainersReady')?.status).toBe('True')
    expect(condition(node, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ReadinessGatesNotReady',
      message: 'corresponding condition of pod readiness gate "example.com/lit" does not exist.',
    })
    const pod = node.pod()
    const lit = { type: 'example.com/lit', status: 'True' }
    const conditions = [...(pod.status.conditions ?? []), lit]
    const changed = { ...pod, status: { ...pod.status, conditions } }
    node.act({ verb: 'updateStatus', object: changed as typeof pod })
    node.pass(1)
    expect(condition(node, 'Ready')?.status).toBe('True')
    expect(condition(node, 'example.com/lit')?.status).toBe('True')
  })
})

describe('activeDeadlineSeconds', () => {
  it('ends a Pod that has run for too long', () => {
    const node = running({ activeDeadlineSeconds: 20 })
    node.pass(20)
    expect(node.status()).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded' })
    expect(node.signals).toEqual(['SIGTERM'])
    expect(node.events()).toContain('Normal Killing Stopping container web')
  })
  it('may be over before the Pod has a sandbox', () => {
    const node = bench()
    const spec = { activeDeadlineSeconds: 1, volumes: [{ name: 'v', secret: { secretName: 'x' } }] }
    node.create(podNamed('web', spec))
    node.pass(30)
    expect(node.status()).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded' })
    expect(node.sandboxes).toEqual([])
  })
  it('does not call it Failed before its containers have ended', () => {
    const node = running({ activeDeadlineSeconds: 20, terminationGracePeriodSeconds: 10 })
    node.onSignal(() => undefined)
    node.pass(20)
    expect(node.signals).toEqual(['SIGTERM'])
    expect(node.status()).toMatchObject({ phase: 'Running' })
    expect(node.status().reason).toBeUndefined()
    node.pass(10)
    expect(node.status()).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded' })
  })
})
