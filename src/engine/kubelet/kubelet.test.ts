import { describe, expect, it } from 'vitest'
import { bench, container, podNamed } from './testing'

const AGNHOST = 'registry.k8s.io/e2e-test-images/agnhost:2.53'

describe('a Pod that starts', () => {
  it('is said to be creating its containers before it has an address', () => {
    const node = bench()
    node.create(podNamed('web'))
    node.pass(0.02)
    expect(node.story()).toEqual(['Pending', 'ContainerCreating'])
    expect(node.status()).toMatchObject({ hostIP: '192.168.1.11', qosClass: 'BestEffort' })
    expect(node.status().podIP).toBeUndefined()
    expect(node.sandboxes).toEqual([])
  })
  it('runs soon after its image is there, and tells so in its conditions', () => {
    const node = bench()
    node.create(podNamed('web'))
    node.pass(5)
    expect(node.story()).toEqual(['Running', 'ready'])
    expect(node.sandboxes).toMatchObject([
      { pod: 'default/web', node: 'node-1', ip: '10.244.1.2', hostname: 'web', hostNetwork: false },
    ])
    expect(node.started).toMatchObject([
      { pod: 'default/web', container: 'web', tag: '2.53', argv: ['/agnhost', 'netexec'] },
    ])
    expect(node.status()).toMatchObject({ podIP: '10.244.1.2', podIPs: [{ ip: '10.244.1.2' }] })
    expect(node.status().conditions?.map(({ type, status }) => `${type}=${status}`)).toEqual([
      'PodReadyToStartContainers=True',
      'Initialized=True',
      'Ready=True',
      'ContainersReady=True',
      'PodScheduled=True',
    ])
    const [status] = node.status().containerStatuses ?? []
    expect(status).toMatchObject({ image: AGNHOST, restartCount: 0, started: true, lastState: {} })
    expect(status?.containerID).toMatch(/^containerd:\/\/[0-9a-f]{64}$/)
    expect(status?.imageID).toMatch(
      /^registry\.k8s\.io\/e2e-test-images\/agnhost@sha256:[0-9a-f]{64}$/,
    )
  })
  it('tells what it does in Events', () => {
    const node = bench()
    node.create(podNamed('web'))
    node.pass(5)
    expect(node.events()).toEqual([
      `Normal Pulling Pulling image "${AGNHOST}"`,
      expect.stringMatching(
        /^Normal Pulled .* in 1\.\d+s \(1\.\d+s including waiting\)\. Image size: 51105200 .*/,
      ),
      'Normal Created Created container: web',
      'Normal Started Started container web',
    ])
  })
  it('costs two status writes and three Events once its image is on the node', () => {
    const node = bench()
    node.create(podNamed('first'))
    node.pass(5)
    const before = node.writes()
    node.create(podNamed('web'))
    node.pass(3)
    expect(node.story()).toEqual(['Running', 'ready'])
    expect(node.writes() - before).toBe(1 + 2 + 3)
    expect(node.events()).toContain(
      `Normal Pulled Container image "${AGNHOST}" already present on machine`,
    )
  })
  it('is given the next address, and not one that was just given back', () => {
    const node = bench()
    node.create(podNamed('web'))
    node.pass(5)
    node.act({ verb: 'delete', kind: 'Pod', key: { namespace: 'default', name: 'web' } })
    node.pass(2)
    node.create(podNamed('web'))
    node.pass(5)
    expect(node.status().podIP).toBe('10.244.1.3')
  })
  it('has the address and the name of its node on the host network', () => {
    const node = bench()
    node.create(podNamed('web', { hostNetwork: true }))
    node.pass(5)
    expect(node.sandboxes).toMatchObject([
      { ip: '192.168.1.11', hostname: 'node-1', hostNetwork: true },
    ])
    expect(node.status().podIP).toBe('192.168.1.11')
  })
  it('waits for its turn when more start on a node than the node starts side by side', () => {
    const node = bench()
    node.create(...Array.from({ length: 12 }, (_, index) => podNamed(`web-${index}`)))
    node.pass(0.6)
    expect(node.sandboxes.length).toBeGreaterThanOrEqual(4)
    expect(node.sandboxes.length).toBeLessThanOrEqual(8)
    node.pass(1)
    expect(node.sandboxes).toHaveLength(12)
  })
  it('waits for those before it when the node pulls one image after another', () => {
    const node = bench()
    node.create(podNamed('web'), podNamed('two', { containers: [container({ image: 'nginx' })] }))
    node.pass(8)
    const [one, two] = node.events().filter((each) => each.includes('Successfully pulled'))
    expect(one).toMatch(/in (\S+) \(\1 including/)
    expect(two).not.toMatch(/in (\S+) \(\1 including/)
  })
  it('has a tag that may move looked up each time', () => {
    const node = bench()
    const latest = { containers: [container({ image: 'nginx', args: undefined })] }
    node.create(podNamed('first', latest))
    node.pass(8)
    node.create(podNamed('web', latest))
    node.pass(3)
    const pulls = node.events().filter((each) => each.includes('Successfully pulled image "nginx"'))
    expect(pulls).toHaveLength(2)
    expect(pulls[1]).toMatch(/ in \d{3}ms /)
  })
})

describe('an image that cannot be had', () => {
  const missing = (image: string, more: object = {}) =>
    podNamed('web', { containers: [container({ image, ...more })] })

  it('is ErrImagePull, then ImagePullBackOff, and tried again ever later', () => {
    const node = bench()
    node.create(missing('nginx:9.99'))
    const seen = new Set<string>()
    for (let second = 0; second < 60; second++) {
      node.pass(1)
      seen.add(node.story().join(' '))
    }
    expect([...seen]).toEqual([
      'Pending ContainerCreating',
      'Pending ErrImagePull',
      'Pending ImagePullBackOff',
    ])
    const why =
      'rpc error: code = NotFound desc = failed to pull and unpack image ' +
      '"docker.io/library/nginx:9.99": failed to resolve reference ' +
      '"docker.io/library/nginx:9.99": docker.io/library/nginx:9.99: not found'
    expect(
      node
        .events()
        .map((each) => each.replace(/ \(x\d+\)$/, ''))
        .sort(),
    ).toEqual([
      'Normal BackOff Back-off pulling image "nginx:9.99"',
      'Normal Pulling Pulling image "nginx:9.99"',
      'Warning Failed Error: ErrImagePull',
      'Warning Failed Error: ImagePullBackOff',
      `Warning Failed Failed to pull image "nginx:9.99": ${why}`,
    ])
    const pulls = node.events().find((each) => each.includes('Pulling'))
    expect(pulls).toMatch(/\(x3\)$/)
    expect(node.status().podIP).toBe('10.244.1.2')
  })
  it('is told in the message of the container that waits', () => {
    const node = bench()
    node.create(missing('nope'))
    node.pass(20)
    expect(node.status().containerStatuses?.[0]).toMatchObject({
      image: 'nope',
      imageID: '',
      state: {
        waiting: {
          reason: 'ImagePullBackOff',
          message: expect.stringMatching(
            /^Back-off pulling image "nope": ErrImagePull: failed to pull and .* access denied, /,
          ),
        },
      },
    })
  })
  it('is InvalidImageName when it is no name of an image', () => {
    const node = bench()
    node.create(missing('Nginx'))
    node.pass(20)
    expect(node.story()).toEqual(['Pending', 'InvalidImageName'])
    expect(node.events()[0]).toBe(
      'Warning InspectFailed Failed to apply default image tag "Nginx": couldn\'t parse image ' +
        'name "Nginx": invalid reference format: repository name (library/Nginx) must be ' +
        'lowercase (x2)',
    )
  })
  it('is ErrImageNeverPull when it may not be pulled', () => {
    const node = bench()
    node.create(missing('nginx:alpine', { imagePullPolicy: 'Never' }))
    node.pass(20)
    expect(node.story()).toEqual(['Pending', 'ErrImageNeverPull'])
  })
})

describe('a container that ends', () => {
  const crashing = (node: ReturnType<typeof bench>, spec: object = {}) => {
    node.create(podNamed('web', spec))
    node.pass(5)
    node.exit(1)
  }

  it('is restarted at once the first time', () => {
    const node = bench()
    crashing(node)
    node.pass(2.1)
    expect(node.story()).toEqual(['Running', 'ready'])
    expect(node.status().containerStatuses?.[0]).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    })
  })
  it('waits longer each time after that', () => {
    const node = bench()
    crashing(node)
    node.pass(2)
    const waits: number[] = []
    for (let crash = 0; crash < 3; crash++) {
      const before = node.started.length
      node.exit(1)
      let waited = 0
      for (; node.started.length === before; waited++) node.pass(1)
      waits.push(waited)
      node.pass(1.1)
    }
    for (const [index, least] of [10, 20, 40].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(least)
      expect(waits[index]).toBeLessThanOrEqual(least + 17)
    }
  })
  it('is in CrashLoopBackOff meanwhile, with the phase Running', () => {
    const node = bench()
    crashing(node)
    node.pass(2)
    node.exit(3)
    node.pass(2)
    expect(node.story()).toEqual(['Running', 'Error'])
    node.pass(17)
    const { uid } = node.pod().metadata
    node.exit(3)
    node.pass(17)
    expect(node.story()).toEqual(['Running', 'CrashLoopBackOff'])
    expect(node.status().containerStatuses?.[0]?.state.waiting?.message).toBe(
      `back-off 20s restarting failed container=web pod=web_default(${uid})`,
    )
    expect(node.events().at(-1)).toMatch(
      /^Warning BackOff Back-off restarting failed container web in pod web_default\(.*\) \(x\d\)$/,
    )
  })
  it.each([
    ['Never', 0, 'Succeeded', 'Completed'],
    ['Never', 2, 'Failed', 'Error'],
    ['OnFailure', 0, 'Succeeded', 'Completed'],
  ])('under %s with code %i leaves the Pod %s', (restartPolicy, code, phase, reason) => {
    const node = bench()
    node.create(podNamed('web', { restartPolicy }))
    node.pass(5)
    node.exit(code)
    node.pass(2)
    expect(node.story()).toEqual([phase, reason])
    expect(node.status().podIP).toBe('10.244.1.2')
    expect(node.status().conditions?.find(({ type }) => type === 'Ready')).toMatchObject({
      status: 'False',
      reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed',
    })
  })
  it('is restarted under OnFailure when it fails', () => {
    const node = bench()
    node.create(podNamed('web', { restartPolicy: 'OnFailure' }))
    node.pass(5)
    node.exit(1)
    node.pass(2)
    expect(node.started).toHaveLength(2)
  })
  it('cannot begin when its program is not in the image', () => {
    const node = bench()
    node.create(podNamed('web', { containers: [container({ command: ['nope'] })] }))
    node.pass(5)
    expect(node.story()).toEqual(['Running', 'StartError'])
    expect(node.status().containerStatuses?.[0]?.state.terminated).toMatchObject({
      exitCode: 128,
      startedAt: '1970-01-01T00:00:00Z',
      message: expect.stringContaining('exec: "nope": executable file not found in $PATH'),
    })
  })
})

describe('init containers', () => {
  const init = (name: string, more: object = {}) => container({ name, ...more })

  it('run one after the other, before the Pod starts its own', () => {
    const node = bench()
    node.create(podNamed('web', { initContainers: [init('one'), init('two')] }))
    node.pass(5)
    expect(node.story()).toEqual(['Pending', 'running', 'PodInitializing', 'PodInitializing'])
    expect(node.status().conditions?.[1]).toMatchObject({
      type: 'Initialized',
      status: 'False',
      reason: 'ContainersNotInitialized',
      message: 'containers with incomplete status: [one two]',
    })
    node.exit(0)
    node.pass(3)
    node.exit(0)
    node.pass(3)
    expect(node.started.map((each) => each.container)).toEqual(['one', 'two', 'web'])
    expect(node.story()).toEqual(['Running', 'Completed', 'Completed', 'ready'])
  })
  it('end a Pod that may not try again', () => {
    const node = bench()
    node.create(podNamed('web', { restartPolicy: 'Never', initContainers: [init('one')] }))
    node.pass(5)
    node.exit(1)
    node.pass(3)
    expect(node.story()).toEqual(['Failed', 'Error', 'PodInitializing'])
  })
  it('run beside the others as sidecars, and go when those are done', () => {
    const node = bench()
    const sidecar = init('proxy', { restartPolicy: 'Always' })
    node.create(podNamed('web', { restartPolicy: 'Never', initContainers: [sidecar] }))
    node.pass(5)
    expect(node.story()).toEqual(['Running', 'ready', 'ready'])
    node.exit(0)
    node.pass(3)
    expect(node.signals).toEqual(['SIGTERM'])
    expect(node.story()).toEqual(['Succeeded', 'Completed', 'Completed'])
  })
})
