import { describe, expect, it } from 'vitest'
import { Server } from '../../apiserver/testing'
import { resources } from '..'
import { apiVersionOf } from '../resource'
import { kept } from './kept'
import { refused } from './refused'

const server = (): Server => new Server()

describe('a kind that nothing here acts upon', () => {
  it('is listed like any other', () => {
    const kinds = new Set(resources.map(({ kind }) => kind))
    for (const kind of Object.keys({ ...kept, ...refused })) expect(kinds).toContain(kind)
  })

  it('is not to be created where its object would only mislead, and says why', () => {
    for (const resource of Object.values(refused)) {
      const { kind, plural } = resource
      const namespace = resource.namespaced ? 'namespaces/default/' : ''
      const path = `/apis/${apiVersionOf(resource)}/${namespace}${plural}`
      const body = { apiVersion: apiVersionOf(resource), kind, metadata: { name: 'one' } }
      const answer = server().send({ method: 'POST', path, body })
      expect(answer.status).toBe(403)
      expect(answer.body.message).toBe(
        `${plural}.${resource.group} "one" is forbidden: ${resource.refused}`,
      )
    }
  })

  it('is kept, completed and checked where it does no harm', () => {
    const on = server()
    const path = '/apis/storage.k8s.io/v1/csidrivers'
    const driver = { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: 'a.b' } }
    const made = on.send({ method: 'POST', path, body: { ...driver, spec: {} } })
    expect(made.body.spec).toMatchObject({
      attachRequired: true,
      volumeLifecycleModes: ['Persistent'],
    })
    const classes = '/apis/node.k8s.io/v1/runtimeclasses'
    const body = {
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'gvisor' },
    }
    expect(on.send({ method: 'POST', path: classes, body }).body.message).toBe(
      'RuntimeClass.node.k8s.io "gvisor" is invalid: handler: Required value',
    )
    on.send({ method: 'POST', path: classes, body: { ...body, handler: 'runsc' } })
    const changed = { ...body, handler: 'other' }
    expect(on.put(`${classes}/gvisor`, changed).body.message).toBe(
      'RuntimeClass.node.k8s.io "gvisor" is invalid: ' +
        'handler: Invalid value: "other": field is immutable',
    )
  })
})
