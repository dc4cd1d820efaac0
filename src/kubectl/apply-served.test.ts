import { describe, expect, it } from 'vitest'
import { Server, service } from '../engine/apiserver/testing'
import { apply } from './apply'
import { Connection } from './connection'
import type { JsonObject } from './json'
import { refusalText } from './refusal'

/** kubectl and an API server that knows no more than it has been told. */
const connected = () => {
  const server = new Server()
  return new Connection({ request: async (request) => server.send(request) })
}
const manifest = (spec: object) => service(spec) as unknown as JsonObject

describe('apply, with a server', () => {
  it('tells a warning once, whichever answers bring it', async () => {
    const connection = connected()
    const endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'web' } }
    const labelled = { ...endpoints, metadata: { name: 'web', labels: { a: 'b' } } }
    const warnings = ['v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice']
    for (const [object, result] of [
      [endpoints, 'created'],
      [endpoints, 'unchanged'],
      [labelled, 'configured'],
    ] as const) {
      expect(await apply(connection, object)).toMatchObject({ result, warnings })
    }
  })

  it.each<[string, object, RegExp]>([
    [
      'a field that it does not know',
      { selectr: { x: 'y' } },
      /^The request is invalid: patch: Invalid value: "map\[.*selectr:map\[x:y\].*": strict decod/,
    ],
    [
      'a value of the wrong type',
      { ports: [{ port: 80, targetPort: 8080, nodePort: 'x' }] },
      /^The request is invalid: patch: Invalid value: "map\[.*": unrecognized type: int32$/,
    ],
    [
      'two node ports of one number',
      {
        type: 'NodePort',
        ports: [
          { name: 'a', port: 80, nodePort: 30_080 },
          { name: 'b', port: 81, nodePort: 30_080 },
        ],
      },
      /^Error from server: duplicate nodePort: \{TCP 30080\}$/,
    ],
  ])('is told, of an object that is there, of %s', async (_, spec, text) => {
    const connection = connected()
    await apply(connection, manifest({}))
    const applied = await apply(connection, manifest(spec))
    expect('status' in applied && refusalText(applied.status)).toMatch(text)
  })
})
