import { describe, expect, it } from 'vitest'
import type { EndpointSlice } from '../../resources'
import { runnerOf } from '../runner'
import { aWhile, podNamed, type Scene, scene, serviceNamed } from '../testing'
import { endpointSlice } from './endpointslice'

const node = (name: string, zone?: string) => ({
  kind: 'Node',
  metadata: { name, labels: zone ? { 'topology.kubernetes.io/zone': zone } : {} },
  spec: {},
})

function staged(...objects: readonly object[]): Scene {
  const stage = scene(runnerOf(endpointSlice))
  stage.create(node('node-1', 'zone-a'), node('node-2'), ...objects)
  stage.pass(aWhile)
  return stage
}

/** Gives Pods to node-1 and starts them. */
function running(stage: Scene): Scene {
  for (const { metadata, spec } of stage.list('Pod')) {
    if (spec.nodeName) continue
    const key = { namespace: 'default', name: metadata.name }
    stage.act({ verb: 'bind', pod: key, node: 'node-1' })
  }
  stage.start()
  stage.pass(aWhile)
  return stage
}

const slices = (stage: Scene): readonly EndpointSlice[] => stage.list('EndpointSlice')
const only = (stage: Scene): EndpointSlice => {
  const [slice] = slices(stage)
  if (!slice) throw new Error('no slice')
  return slice
}
const conditions = (stage: Scene) =>
  slices(stage).flatMap(({ endpoints }) => endpoints.map((each) => each.conditions))

describe('the EndpointSlice of a Service', () => {
  it('has the name, labels, owner and ports of the Service', () => {
    const stage = running(
      staged(serviceNamed('web', {}, { tier: 'front' }), podNamed('a', { app: 'web' })),
    )
    const { uid } = stage.get('Service', 'web').metadata
    expect(only(stage)).toMatchObject({
      metadata: {
        name: expect.stringMatching(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/),
        generateName: 'web-',
        labels: {
          tier: 'front',
          'kubernetes.io/service-name': 'web',
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        },
        ownerReferences: [
          {
            apiVersion: 'v1',
            kind: 'Service',
            name: 'web',
            uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      addressType: 'IPv4',
      ports: [{ name: '', port: 8080, protocol: 'TCP' }],
    })
    expect(only(stage).endpoints).toEqual([
      {
        addresses: ['10.244.0.0'],
        conditions: { ready: true, serving: true, terminating: false },
        nodeName: 'node-1',
        zone: 'zone-a',
        targetRef: {
          kind: 'Pod',
          namespace: 'default',
          name: 'a',
          uid: stage.get('Pod', 'a').metadata.uid,
        },
      },
    ])
  })

  it('is there, empty, while no Pod has an address, and is filled in place', () => {
    const stage = staged(serviceNamed('web'), podNamed('a', { app: 'web' }))
    expect(only(stage)).toMatchObject({ endpoints: [], ports: [] })
    const { name } = only(stage).metadata
    running(stage)
    expect(slices(stage).map(({ metadata }) => metadata.name)).toEqual([name])
    expect(only(stage).endpoints).toHaveLength(1)
  })

  it('follows the labels of its Service, whose reserved ones it ignores', () => {
    const stage = staged(serviceNamed('web'))
    stage.change('Service', 'web', (web) => ({
      ...web,
      metadata: { ...web.metadata, labels: { tier: 'back', 'kubernetes.io/service-name': 'x' } },
    }))
    stage.pass(aWhile)
    expect(only(stage).metadata.labels).toEqual({
      tier: 'back',
      'kubernetes.io/service-name': 'web',
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
    })
  })

  it('is marked as headless when the Service has no cluster IP', () => {
    const stage = staged(serviceNamed('web', { clusterIP: 'None' }))
    expect(only(stage).metadata.labels).toMatchObject({ 'service.kubernetes.io/headless': '' })
  })

  it('is not made without a selector, nor for an ExternalName', () => {
    const stage = staged(
      serviceNamed('bare', { selector: undefined }),
      serviceNamed('out', {
        type: 'ExternalName',
        externalName: 'example.com',
      }),
    )
    expect(slices(stage)).toEqual([])
  })

  it('that somebody else keeps is left alone', () => {
    const stage = staged(serviceNamed('web'))
    stage.create({
      kind: 'EndpointSlice',
      metadata: {
        name: 'mine',
        labels: {
          'kubernetes.io/service-name': 'web',
          'endpointslice.kubernetes.io/managed-by': 'staff',
        },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.9'], conditions: {} }],
      ports: [],
    })
    running(stage)
    expect(stage.get('EndpointSlice', 'mine').endpoints).toHaveLength(1)
  })
})

describe('the conditions of an endpoint', () => {
  const ready = () => running(staged(serviceNamed('web'), podNamed('a', { app: 'web' })))
  const unready = (stage: Scene): void =>
    stage.changeStatus('Pod', 'a', (pod) => ({
      ...pod,
      status: { ...pod.status, conditions: [{ type: 'Ready', status: 'False' }] },
    }))

  it('of a Pod that is not Ready are all false', () => {
    const stage = ready()
    unready(stage)
    stage.pass(aWhile)
    expect(conditions(stage)).toEqual([{ ready: false, serving: false, terminating: false }])
  })

  it('of a Ready Pod that is terminating are: not ready, but serving', () => {
    const stage = ready()
    stage.remove('Pod', 'a')
    stage.pass(aWhile)
    expect(conditions(stage)).toEqual([{ ready: false, serving: true, terminating: true }])
    unready(stage)
    stage.pass(aWhile)
    expect(conditions(stage)).toEqual([{ ready: false, serving: false, terminating: true }])
  })

  it('say ready whatever the Pod says when the Service publishes not-ready addresses', () => {
    const stage = ready()
    stage.change('Service', 'web', (web) => ({
      ...web,
      spec: { ...web.spec, publishNotReadyAddresses: true },
    }))
    unready(stage)
    stage.pass(aWhile)
    expect(conditions(stage)).toEqual([{ ready: true, serving: false, terminating: false }])
  })

  it('are those of no endpoint once a Pod has ended, or no longer matches', () => {
    const stage = ready()
    stage.changeStatus('Pod', 'a', (pod) => ({
      ...pod,
      status: { ...pod.status, phase: 'Failed' },
    }))
    stage.pass(aWhile)
    expect(conditions(stage)).toEqual([])
    const other = ready()
    other.change('Pod', 'a', (pod) => ({
      ...pod,
      metadata: { ...pod.metadata, labels: { app: 'api' } },
    }))
    other.pass(aWhile)
    expect(conditions(other)).toEqual([])
  })
})

describe('a Pod on a node that is not there', () => {
  const lost = () => {
    const stage = staged(serviceNamed('web'), podNamed('a', { app: 'web' }))
    stage.act({ verb: 'bind', pod: { namespace: 'default', name: 'a' }, node: 'gone' })
    stage.start()
    stage.pass(aWhile)
    return stage
  }

  it('is no endpoint, and the Service says why', () => {
    const stage = lost()
    expect(only(stage).endpoints).toEqual([])
    expect(stage.events('web')).toEqual([
      'Warning FailedToUpdateEndpointSlices ' +
        'Error updating Endpoint Slices for Service default/web: ' +
        'skipping Pod a for Service default/web: Node gone Not Found',
    ])
  })

  it('becomes one when the node comes', () => {
    const stage = lost()
    stage.create(node('gone'))
    stage.pass(aWhile)
    expect(only(stage).endpoints).toHaveLength(1)
  })
})

describe('a named target port', () => {
  const portsOf = (stage: Scene) =>
    slices(stage)
      .map(({ ports, endpoints }) => [ports.map(({ port }) => port), endpoints.length])
      .toSorted()
  const web = serviceNamed('web', { ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }] })
  const listening = (name: string, ports: readonly object[]) =>
    podNamed(name, { app: 'web' }, { containers: [{ name: 'web', image: 'nginx', ports }] })

  it('is looked up on each Pod: one slice for each answer', () => {
    const stage = running(
      staged(
        web,
        listening('a', [{ name: 'http', containerPort: 8080, protocol: 'TCP' }]),
        listening('b', [{ name: 'http', containerPort: 9090, protocol: 'TCP' }]),
        listening('c', [{ name: 'http', containerPort: 9090, protocol: 'TCP' }]),
        listening('d', [{ name: 'http', containerPort: 53, protocol: 'UDP' }]),
      ),
    )
    expect(portsOf(stage)).toEqual([
      [[], 1],
      [[8080], 1],
      [[9090], 2],
    ])
  })
})

describe('many endpoints', () => {
  const pods = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => podNamed(`p${from + index}`, { app: 'web' }))
  const fill = (stage: Scene) =>
    slices(stage)
      .map(({ endpoints }) => endpoints.length)
      .toSorted((a, b) => b - a)

  it('fill slices of 100', () => {
    const stage = running(staged(serviceNamed('web'), ...pods(0, 250)))
    expect(fill(stage)).toEqual([100, 100, 50])
  })

  it('that come later go where they fit, and what goes leaves its gap', () => {
    const stage = running(staged(serviceNamed('web'), ...pods(0, 220)))
    expect(fill(stage)).toEqual([100, 100, 20])
    stage.create(...pods(220, 230))
    running(stage)
    expect(fill(stage)).toEqual([100, 100, 30])
    for (const name of ['p0', 'p1', 'p2']) {
      const key = { namespace: 'default', name }
      stage.act({ verb: 'delete', kind: 'Pod', key, gracePeriodSeconds: 0 })
    }
    stage.pass(aWhile)
    expect(fill(stage).reduce((sum, count) => sum + count, 0)).toBe(227)
    expect(slices(stage)).toHaveLength(3)
  })

  it('leave a slice untouched that nothing concerns', () => {
    const stage = running(staged(serviceNamed('web'), ...pods(0, 150)))
    const before = new Map(
      slices(stage).map(({ metadata }) => [metadata.name, metadata.resourceVersion]),
    )
    stage.act({
      verb: 'delete',
      kind: 'Pod',
      key: { namespace: 'default', name: 'p149' },
      gracePeriodSeconds: 0,
    })
    stage.pass(aWhile)
    const changed = slices(stage).filter(
      ({ metadata }) => before.get(metadata.name) !== metadata.resourceVersion,
    )
    expect(changed).toHaveLength(1)
  })
})

describe('trafficDistribution', () => {
  it.each([
    ['PreferClose', { forZones: [{ name: 'zone-a' }] }],
    ['PreferSameZone', { forZones: [{ name: 'zone-a' }] }],
    ['PreferSameNode', { forZones: [{ name: 'zone-a' }], forNodes: [{ name: 'node-1' }] }],
    [undefined, undefined],
  ])('%s gives ready endpoints hints', (trafficDistribution, hints) => {
    const stage = running(
      staged(serviceNamed('web', { trafficDistribution }), podNamed('a', { app: 'web' })),
    )
    expect(only(stage).endpoints[0]?.hints).toEqual(hints)
  })

  it('gives none to endpoints that are not ready', () => {
    const service = serviceNamed('web', { trafficDistribution: 'PreferClose' })
    const stage = running(staged(service, podNamed('a', { app: 'web' })))
    stage.remove('Pod', 'a')
    stage.pass(aWhile)
    expect(only(stage).endpoints[0]?.hints).toBeUndefined()
  })
})

describe('topology-mode: Auto', () => {
  const capable = (name: string, zone: string, cpu: string) => ({
    ...node(name, zone),
    status: { allocatable: { cpu }, conditions: [{ type: 'Ready', status: 'True' }] },
  })
  const auto = {
    ...serviceNamed('web', { trafficDistribution: 'PreferSameNode' }),
    metadata: {
      ...serviceNamed('web').metadata,
      annotations: { 'service.kubernetes.io/topology-mode': 'Auto' },
    },
  }

  function shared(pods: number, ...nodes: readonly object[]) {
    const stage = scene(runnerOf(endpointSlice))
    const names = Array.from({ length: pods }, (_, index) => `p${index}`)
    stage.create(...nodes, auto, ...names.map((name) => podNamed(name, { app: 'web' })))
    stage.pass(aWhile)
    running(stage)
    return {
      hints: only(stage).endpoints.map(({ hints }) => hints?.forZones?.[0]?.name),
      remarks: stage
        .list('Event')
        .filter(({ reason }) => reason?.startsWith('TopologyAwareHints'))
        .map(({ message }) => message),
    }
  }

  it('shares endpoints out among zones by their processors, wherever they run', () => {
    const { hints, remarks } = shared(
      4,
      capable('node-1', 'zone-a', '4'),
      capable('node-2', 'zone-b', '4'),
    )
    expect(hints).toEqual(['zone-b', 'zone-b', 'zone-a', 'zone-a'])
    expect(remarks.at(-1)).toBe('Topology Aware Hints has been enabled, addressType: IPv4')
  })
  it('gives the larger zone more', () => {
    const { hints } = shared(4, capable('node-1', 'zone-a', '6'), capable('node-2', 'zone-b', '2'))
    expect(hints).toEqual(['zone-b', 'zone-a', 'zone-a', 'zone-a'])
  })
  it.each([
    [
      1,
      [capable('node-1', 'zone-a', '4'), capable('node-2', 'zone-b', '4')],
      'Insufficient number of endpoints (1 endpoints, 2 zones), addressType: IPv4',
    ],
    [
      4,
      [capable('node-1', 'zone-a', '4'), node('node-2')],
      'Insufficient Node information: allocatable CPU or zone not specified on one or more ' +
        'nodes, addressType: IPv4',
    ],
    [
      3,
      [
        capable('node-1', 'zone-a', '1'),
        capable('node-2', 'zone-b', '1'),
        capable('node-3', 'zone-c', '4'),
      ],
      'Unable to allocate minimum required endpoints to each zone without exceeding overload ' +
        'threshold (3 endpoints, 3 zones), addressType: IPv4',
    ],
  ])('says why %i endpoints get no hints', (pods, nodes, remark) => {
    const { hints, remarks } = shared(pods, ...nodes)
    expect(new Set(hints)).toEqual(new Set([undefined]))
    expect(remarks.at(-1)).toEqual(remark)
  })
})
