import { describe, expect, it } from 'vitest'
import { endpointSliceMirroring } from './endpointslicemirroring'
import { runnerOf } from './runner'
import { aWhile, type Scene, scene, serviceNamed } from './testing'

const written = (metadata: object = {}, subsets: readonly object[] = [external]) => ({
  kind: 'Endpoints',
  metadata: { name: 'db', ...metadata },
  subsets,
})

const external = {
  addresses: [{ ip: '192.0.2.7' }],
  notReadyAddresses: [{ ip: '192.0.2.8' }],
  ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
}

function mirrored(...objects: readonly object[]): Scene {
  const stage = scene(runnerOf(endpointSliceMirroring))
  stage.create(...objects)
  stage.pass(aWhile)
  return stage
}

const bare = serviceNamed('db', { selector: undefined, ports: [{ name: 'sql', port: 5432 }] })

describe('Endpoints written by hand', () => {
  it('are mirrored in a slice that belongs to them', () => {
    const stage = mirrored(bare, written({ labels: { tier: 'data' }, annotations: { note: 'x' } }))
    const [slice] = stage.list('EndpointSlice')
    expect(slice?.metadata).toMatchObject({
      name: expect.stringMatching(/^db-\w{5}$/),
      labels: {
        tier: 'data',
        'kubernetes.io/service-name': 'db',
        'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io',
      },
      annotations: { note: 'x' },
      ownerReferences: [{ kind: 'Endpoints', name: 'db' }],
    })
    expect(slice?.ports).toEqual([{ name: 'sql', port: 5432, protocol: 'TCP' }])
    expect(slice?.endpoints).toEqual([
      { addresses: ['192.0.2.7'], conditions: { ready: true } },
      { addresses: ['192.0.2.8'], conditions: { ready: false } },
    ])
  })

  it('take their slice along when they change, and when they go', () => {
    const stage = mirrored(bare, written())
    stage.change('Endpoints', 'db', (endpoints) => ({
      ...endpoints,
      subsets: [{ ...external, addresses: [{ ip: '192.0.2.9' }] }],
    }))
    stage.pass(aWhile)
    const addresses = stage.list('EndpointSlice')[0]?.endpoints.flatMap((each) => each.addresses)
    expect(addresses).toEqual(['192.0.2.8', '192.0.2.9'])
    stage.remove('Endpoints', 'db')
    stage.pass(aWhile)
    expect(stage.list('EndpointSlice')).toEqual([])
  })

  it.each([
    ['there is no Service', [written()]],
    ['the Service has a selector', [serviceNamed('db'), written()]],
    [
      'they say so',
      [bare, written({ labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } })],
    ],
    [
      'they are a leader’s lock',
      [bare, written({ annotations: { 'control-plane.alpha.kubernetes.io/leader': '{}' } })],
    ],
  ])('are not mirrored when %s', (_why, objects) => {
    expect(mirrored(...objects).list('EndpointSlice')).toEqual([])
  })

  it('are mirrored up to 1000 addresses a subset, and say what was left out', () => {
    const addresses = Array.from({ length: 1_003 }, (_, index) => ({
      ip: `192.0.${2 + (index >> 8)}.${index & 255}`,
    }))
    const stage = mirrored(bare, written({}, [{ addresses, ports: external.ports }]))
    const count = stage.list('EndpointSlice').reduce((sum, each) => sum + each.endpoints.length, 0)
    expect(count).toBe(1_000)
    expect(stage.events('db')[0]).toBe(
      'Warning TooManyAddressesToMirror ' +
        'A max of 1000 addresses can be mirrored to EndpointSlices ' +
        'per Endpoints subset. 3 addresses were skipped',
    )
  })
})
