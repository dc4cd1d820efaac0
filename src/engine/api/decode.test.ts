import { describe, expect, it } from 'vitest'
import { type Kind, resourceOf } from '../resources'
import { decode } from './decode'
import { StatusError } from './status'

const body = (kind: string, apiVersion: string, fields: object): object => ({
  kind,
  apiVersion,
  metadata: { name: 't' },
  ...fields,
})
const service = (spec: unknown): object => body('Service', 'v1', { spec })
const pod = (container: object): object =>
  body('Pod', 'v1', { spec: { containers: [{ name: 'c', ...container }] } })

const unmarshal = (what: string, field: string, type: string): string =>
  `json: cannot unmarshal ${what} into Go struct field ${field} of type ${type}`

/** How a body of a kind is refused; what comes before the reason is checked here. */
function refusal(kind: Kind, given: unknown): string {
  try {
    decode(resourceOf(kind), given)
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    expect(error.status).toMatchObject({ code: 400, reason: 'BadRequest' })
    const prefix = `${kind} in version "v1" cannot be handled as a ${kind}: `
    const message = error.status.message ?? ''
    return message.startsWith(prefix) ? message.slice(prefix.length) : message
  }
  return 'accepted'
}

describe('a field that the kind does not have', () => {
  it('is left out and told, by its path with indexes, in the order of names', () => {
    const { object, unknown } = decode(
      resourceOf('Service'),
      service({ ports: [{ port: 80, targetport: 8080 }], foo: 1, type: 'NodePort' }),
    )
    expect(unknown).toEqual(['spec.foo', 'spec.ports[0].targetport'])
    expect(JSON.stringify(object)).not.toMatch(/foo|targetport/)
  })

  it('is told in the metadata and at the top, too', () => {
    const given = { ...service({}), extra: {}, metadata: { name: 't', lables: {} } }
    expect(decode(resourceOf('Service'), given).unknown).toEqual(['extra', 'metadata.lables'])
  })

  it('is one whose case differs', () => {
    expect(decode(resourceOf('Service'), service({ clusterip: 'None' })).unknown).toEqual([
      'spec.clusterip',
    ])
  })
})

describe('a value of the wrong type', () => {
  it.each<[Kind, object, string]>([
    [
      'Service',
      service({ ports: [{ port: '80' }] }),
      unmarshal('string', 'ServicePort.spec.ports.port', 'int32'),
    ],
    [
      'Service',
      service({ ports: {} }),
      unmarshal('object', 'ServiceSpec.spec.ports', '[]v1.ServicePort'),
    ],
    [
      'Service',
      service({ selector: [] }),
      unmarshal('array', 'ServiceSpec.spec.selector', 'map[string]string'),
    ],
    [
      'Service',
      service({ selector: { app: 1 } }),
      unmarshal('number', 'ServiceSpec.spec.selector', 'string'),
    ],
    ['Service', service('hello'), unmarshal('string', 'Service.spec', 'v1.ServiceSpec')],
    [
      'Service',
      { ...service({}), metadata: { name: 't', labels: { a: true } } },
      unmarshal('bool', 'ObjectMeta.metadata.labels', 'string'),
    ],
    [
      'Service',
      service({ ipFamilies: 'IPv4' }),
      unmarshal('string', 'ServiceSpec.spec.ipFamilies', '[]v1.IPFamily'),
    ],
    [
      'Service',
      service({ ports: [{ port: 80.5 }] }),
      unmarshal('number 80.5', 'ServicePort.spec.ports.port', 'int32'),
    ],
    [
      'Service',
      service({ ports: [{ port: 4_294_967_376 }] }),
      unmarshal('number 4294967376', 'ServicePort.spec.ports.port', 'int32'),
    ],
    [
      'Service',
      service({ ports: [{ port: 80, targetPort: true }] }),
      unmarshal('bool', 'ServicePort.spec.ports.targetPort', 'int32'),
    ],
    [
      'Deployment',
      body('Deployment', 'apps/v1', { spec: { replicas: 'x' } }),
      unmarshal('string', 'DeploymentSpec.spec.replicas', 'int32'),
    ],
    [
      'Pod',
      pod({ env: [{ name: 'A', value: 1 }] }),
      unmarshal('number', 'EnvVar.spec.containers.env.value', 'string'),
    ],
    [
      'Pod',
      pod({ resources: { limits: { cpu: 'much' } } }),
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    ],
    [
      'Pod',
      pod({ resources: { limits: 5 } }),
      unmarshal(
        'number',
        'ResourceRequirements.spec.containers.resources.limits',
        'v1.ResourceList',
      ),
    ],
    [
      'ConfigMap',
      body('ConfigMap', 'v1', { data: { a: 1 } }),
      unmarshal('number', 'ConfigMap.data', 'string'),
    ],
    [
      'Secret',
      body('Secret', 'v1', { data: { a: 'plain text' } }),
      'illegal base64 data at input byte 5',
    ],
    [
      'Service',
      { ...service({}), metadata: { name: 't', creationTimestamp: 'yesterday' } },
      'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
    ],
  ])('refuses a %s', (kind, given, reason) => {
    expect(refusal(kind, given)).toBe(reason)
  })

  it('is reported once, the first in the order of names', () => {
    expect(refusal('Service', service({ type: 1, clusterIP: 2 }))).toBe(
      unmarshal('number', 'ServiceSpec.spec.clusterIP', 'string'),
    )
  })

  it('is reported before any unknown field', () => {
    expect(refusal('Service', service({ foo: 1, type: 1 }))).toBe(
      unmarshal('number', 'ServiceSpec.spec.type', 'v1.ServiceType'),
    )
  })
})

describe('a body', () => {
  it('of another kind is not converted', () => {
    expect(refusal('Service', body('Pod', 'v1', {}))).toBe(
      'Pod in version "v1" cannot be handled as a Service: ' +
        'converting (v1.Pod) to (core.Service): unknown conversion',
    )
  })

  it('of a version that is not served is refused', () => {
    expect(refusal('Service', body('Service', 'v2', {}))).toContain(
      'no kind "Service" is registered for version "v2"',
    )
  })

  it('without kind or version is taken for what the URL names', () => {
    const { object } = decode(resourceOf('Deployment'), { metadata: { name: 't' } })
    expect(object).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment' })
  })

  it.each([[undefined], [null], ['text'], [[]]])('that is %j is unrecognized', (given) => {
    expect(refusal('Service', given)).toContain(
      'the object provided is unrecognized (must be of type Service)',
    )
  })

  it('nested deeper than can be followed is refused', () => {
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level++) deep = [deep]
    const given = body('Pod', 'v1', { spec: { volumes: [{ name: 'v', csi: deep }] } })
    expect(refusal('Pod', given)).toBe('exceeded max depth')
  })
})

describe('absent, null and zero', () => {
  const specOf = (spec: object): unknown =>
    (decode(resourceOf('Service'), service(spec)).object as { spec?: unknown }).spec

  it('are one where Go has a value', () => {
    const zero = { clusterIP: '', externalIPs: [], selector: {}, publishNotReadyAddresses: false }
    expect(specOf(zero)).toEqual(specOf({}))
    expect(specOf({ selector: null, ports: null })).toEqual(specOf({}))
    expect(specOf({})).toEqual({ sessionAffinity: '', type: '' })
  })

  it('differ where Go has a pointer', () => {
    expect(specOf({ allocateLoadBalancerNodePorts: false })).toMatchObject({
      allocateLoadBalancerNodePorts: false,
    })
    const scaled = body('Deployment', 'apps/v1', { spec: { replicas: 0 } })
    const { object } = decode(resourceOf('Deployment'), scaled)
    expect(object).toMatchObject({ spec: { replicas: 0 } })
    expect((object as { spec?: object }).spec).not.toHaveProperty('progressDeadlineSeconds')
  })

  it('leave an item where a list has null, as Go does', () => {
    expect(specOf({ ports: [null] })).toMatchObject({
      ports: [{ port: 0, protocol: '', targetPort: 0 }],
    })
  })

  it('keep a struct, even an empty one', () => {
    const given = body('Pod', 'v1', { spec: { volumes: [{ name: 'v', emptyDir: {} }] } })
    const { object } = decode(resourceOf('Pod'), given)
    expect(object).toMatchObject({ spec: { volumes: [{ name: 'v', emptyDir: {} }] } })
  })
})

describe('quantities', () => {
  it('take their canonical form, numbers too', () => {
    const { object } = decode(
      resourceOf('Pod'),
      pod({ resources: { limits: { cpu: 1, memory: '1024Mi' }, requests: { cpu: '0.5' } } }),
    )
    expect(object).toMatchObject({
      spec: {
        containers: [
          { resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } } },
        ],
      },
    })
  })
})

describe('hostile keys', () => {
  it('never reach a prototype', () => {
    const given = JSON.parse(
      '{"metadata":{"name":"t","labels":{"__proto__":"x","constructor":"y"}},' +
        '"spec":{"__proto__":{"polluted":1},"volumes":[{"csi":{"__proto__":{"polluted":1}}}],' +
        '"containers":[{"name":"c","__proto__":{"polluted":1}}]},"__proto__":{"polluted":1}}',
    )
    const { object, unknown } = decode(resourceOf('Pod'), given)
    expect(unknown).toEqual([
      '__proto__',
      'metadata.labels.__proto__',
      'spec.__proto__',
      'spec.containers[0].__proto__',
      'spec.volumes[0].csi.__proto__',
    ])
    expect(Object.keys(object.metadata.labels ?? {})).toEqual(['constructor'])
    expect(JSON.stringify(object)).not.toContain('polluted')
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
    expect({}).not.toHaveProperty('polluted')
  })

  it('are unknown fields when an object inherits them', () => {
    const given = service({ constructor: {}, toString: 'x', hasOwnProperty: 1 })
    expect(decode(resourceOf('Service'), given).unknown).toEqual([
      'spec.constructor',
      'spec.hasOwnProperty',
      'spec.toString',
    ])
  })
})
