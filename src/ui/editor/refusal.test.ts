import { describe, expect, it } from 'vitest'
import { badRequest, notFound, type Status } from '../../engine/api/status'
import { parseManifest } from '../../scenarios/manifest'
import { complaintsOf } from './refusal'

const text = `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app: web
    tier: 1
spec:
  selector: {app: web}
  foo: 1
  ports:
  - port: 80
  - port: '8080'
    targetport: 1
`
const [document] = parseManifest(text).documents
if (!document) throw new Error('no document')

const paths = (status: Status) => complaintsOf(status, document.object).map(({ path }) => path)
const lines = (status: Status) => paths(status).map((path) => document.at(path).line)
const refused = (message: string) =>
  badRequest(`Service in version "v1" cannot be handled as a Service: ${message}`).status

describe('a refusal', () => {
  it('is told cause by cause, each with its field, equal ones once', () => {
    const message = 'Invalid value: 0: must be between 1 and 65535, inclusive'
    const causes = [
      { reason: 'FieldValueInvalid', message, field: 'spec.ports[1].port' },
      { reason: 'FieldValueInvalid', message, field: 'spec.ports[1].port' },
      { reason: 'FieldValueRequired', message: 'Required value', field: 'metadata.name' },
    ]
    const status = { ...refused(''), code: 422, reason: 'Invalid', details: { causes } }
    expect(complaintsOf(status, document.object)).toEqual([
      { message: `spec.ports[1].port: ${message}`, path: 'spec.ports[1].port' },
      { message: 'metadata.name: Required value', path: 'metadata.name' },
    ])
    expect(lines(status)).toEqual([13, 4])
  })

  it('lists every unknown field of strict decoding, at its name', () => {
    const unknown = 'unknown field "spec.foo", unknown field "spec.ports[1].targetport"'
    const status = refused(`strict decoding error: ${unknown}`)
    expect(complaintsOf(status, document.object)).toEqual([
      { message: 'unknown field "spec.foo"', path: 'spec.foo', key: true },
      {
        message: 'unknown field "spec.ports[1].targetport"',
        path: 'spec.ports[1].targetport',
        key: true,
      },
    ])
    expect(lines(status)).toEqual([10, 14])
  })

  it('finds unknown fields in the answer to a patch, too', () => {
    const causes = [{ message: 'Invalid value: "map[…]": …', field: 'patch' }]
    const status: Status = {
      ...refused(''),
      message: ' "" is invalid: patch: strict decoding error: unknown field "spec.foo"',
      details: { causes },
    }
    expect(lines(status)).toEqual([10])
  })

  it.each([
    ['string', 'ServicePort.spec.ports.port of type int32', 'spec.ports[1].port', 13],
    ['object', 'ServiceSpec.spec.selector of type string', 'spec.selector', 9],
    ['number', 'ObjectMeta.metadata.labels of type string', 'metadata.labels[tier]', 7],
    ['number 1', 'ServiceSpec.spec.foo of type string', 'spec.foo', 10],
  ])('finds the %s that is no %s', (type, field, path, line) => {
    const said = `json: cannot unmarshal ${type} into Go struct field ${field}`
    const status = refused(said)
    expect(complaintsOf(status, document.object)).toEqual([{ message: said, path }])
    expect(lines(status)).toEqual([line])
  })

  it('is about the address that was given, not about the list made of it', () => {
    const causes = [
      { message: 'Invalid value: …: may not change once set', field: 'spec.clusterIPs[0]' },
    ]
    const status = { ...refused(''), details: { causes } }
    expect(complaintsOf(status, { spec: { clusterIP: 'None' } })).toMatchObject([
      { path: 'spec.clusterIP' },
    ])
    expect(complaintsOf(status, { spec: { clusterIPs: ['None'] } })).toMatchObject([
      { path: 'spec.clusterIPs[0]' },
    ])
  })

  it('blames the namespace that is not there, and else the name', () => {
    const namespaces = { plural: 'namespaces', group: '' }
    expect(paths(notFound(namespaces, 'nope').status)).toEqual(['metadata.namespace'])
    expect(paths({ ...refused(''), message: 'services "web" is forbidden: …' })).toEqual([
      'metadata.name',
    ])
  })
})
