import { describe, expect, it } from 'vitest'
import { served } from './fixture'
import type { JsonObject } from './json'
import { openApiPatchSchema } from './patch-schema'
import { threeWayPatch } from './three-way-patch'

const service = openApiPatchSchema(served['/openapi/v3/api/v1'], {
  group: '',
  version: 'v1',
  kind: 'Service',
})
const deployment = openApiPatchSchema(served['/openapi/v3/apis/apps/v1'], {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
})
const patch = (applied: JsonObject, wanted: JsonObject, live: JsonObject, schema = service) =>
  threeWayPatch({ applied, wanted, live }, schema)
const ports = (...list: readonly JsonObject[]): JsonObject => ({ spec: { ports: list } })

describe('a three-way patch', () => {
  it('is empty when the file says nothing new, whatever the server has added', () => {
    const file = { spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] } }
    const live = {
      metadata: { uid: '1' },
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.96.3.4',
        selector: { app: 'web' },
        ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }],
      },
    }
    expect(patch(file, file, live)).toEqual({})
  })

  it('replaces a port by its number, as kubectl 1.32 was seen to', () => {
    const before = { metadata: { annotations: {} }, ...ports({ port: 80, targetPort: 8080 }) }
    const after = {
      metadata: { annotations: {}, labels: { tier: 'front' } },
      ...ports({ port: 8081, targetPort: 8080 }),
    }
    const live = ports({ port: 80, protocol: 'TCP', targetPort: 8080 })
    expect(patch(before, after, { metadata: { annotations: {} }, ...live })).toEqual({
      metadata: { labels: { tier: 'front' } },
      spec: {
        '$setElementOrder/ports': [{ port: 8081 }],
        ports: [
          { port: 8081, targetPort: 8080 },
          { $patch: 'delete', port: 80 },
        ],
      },
    })
  })

  it('removes what the file had and has no more, and leaves what others have set', () => {
    const live = { metadata: { labels: { a: '1', b: '2', theirs: '3' } } }
    const applied = { metadata: { labels: { a: '1', b: '2' } } }
    expect(patch(applied, { metadata: { labels: { a: '1' } } }, live)).toEqual({
      metadata: { labels: { b: null } },
    })
    expect(patch(applied, { metadata: {} }, live)).toEqual({ metadata: { labels: null } })
  })

  it('puts back what others have changed', () => {
    const file = { spec: { replicas: 3 } }
    expect(patch(file, file, { spec: { replicas: 5 } }, deployment)).toEqual({
      spec: { replicas: 3 },
    })
  })

  it('changes one container by its name, and what is inside it by its own keys', () => {
    const template = (image: string, ...env: readonly JsonObject[]): JsonObject => ({
      spec: { template: { spec: { containers: [{ name: 'web', image, env }] } } },
    })
    const [a, b, c] = ['A', 'B', 'C'].map((name) => ({ name, value: name }))
    expect(
      patch(
        template('nginx:1.26', a!, b!),
        template('nginx:1.27', a!, c!),
        template('nginx:1.26', a!, b!),
        deployment,
      ),
    ).toEqual({
      spec: {
        template: {
          spec: {
            '$setElementOrder/containers': [{ name: 'web' }],
            containers: [
              {
                name: 'web',
                image: 'nginx:1.27',
                '$setElementOrder/env': [{ name: 'A' }, { name: 'C' }],
                env: [
                  { name: 'C', value: 'C' },
                  { $patch: 'delete', name: 'B' },
                ],
              },
            ],
          },
        },
      },
    })
  })

  it('tells the order when only that has changed', () => {
    const [one, two] = [{ port: 1 }, { port: 2 }]
    expect(patch(ports(one, two), ports(two, one), ports(one, two))).toEqual({
      spec: { '$setElementOrder/ports': [{ port: 2 }, { port: 1 }] },
    })
  })

  it('pairs ports of one number in their order', () => {
    const both = ports({ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' })
    expect(patch(both, both, both)).toEqual({})
  })

  it('replaces lists that have no merge key', () => {
    const file = (...externalIPs: readonly string[]) => ({ spec: { externalIPs } })
    expect(patch(file('a'), file('b'), file('a', 'c'))).toEqual({ spec: { externalIPs: ['b'] } })
  })

  it('lists what to take out of a merged list of plain values', () => {
    const file = (...finalizers: readonly string[]) => ({ metadata: { finalizers } })
    expect(patch(file('a', 'b'), file('a', 'd'), file('a', 'b', 'theirs'))).toEqual({
      metadata: {
        finalizers: ['d'],
        '$deleteFromPrimitiveList/finalizers': ['b'],
        '$setElementOrder/finalizers': ['a', 'd'],
      },
    })
  })

  it('names the keys to keep where a type replaces another', () => {
    const rolling = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } }
    const file = (strategy: JsonObject): JsonObject => ({ spec: { strategy } })
    expect(
      patch(file({ type: 'RollingUpdate' }), file({ type: 'Recreate' }), file(rolling), deployment),
    ).toEqual({ spec: { strategy: { type: 'Recreate', $retainKeys: ['type'] } } })
  })
})
