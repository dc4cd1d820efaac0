import { describe, expect, it } from 'vitest'
import { configKey, dns1123Label } from '../api/names'
import type { Kind } from '.'
import { errorsOf, stored, warningsOf } from './testing'

const notIp = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
const loopback = 'may not be in the loopback range (127.0.0.0/8, ::1/128)'
const name = (of: string) => ({ metadata: { name: of } })
const subset = (fields: object) => ({ subsets: [fields] })
const slice = (fields: object) => ({ addressType: 'IPv4', ...fields })
const endpoint = (...addresses: readonly string[]) => slice({ endpoints: [{ addresses }] })

it.each<[Kind, string, object, readonly string[]]>([
  [
    'Namespace',
    'with a name that is no label',
    name('My_NS'),
    [`metadata.name: Invalid value: "My_NS": ${dns1123Label('A')[0]}`],
  ],
  [
    'Namespace',
    'with dots in its name',
    name('a.b'),
    ['metadata.name: Invalid value: "a.b": must not contain dots'],
  ],
  [
    'ConfigMap',
    'with a key that is no file name',
    { data: { 'a b': '' } },
    [`data[a b]: Invalid value: "a b": ${configKey('a b')[0]}`],
  ],
  [
    'ConfigMap',
    'with a key that leads out of its folder',
    { data: { '..a': '' } },
    ['data[..a]: Invalid value: "..a": must not start with \'..\''],
  ],
  [
    'ConfigMap',
    'with a key as text and as bytes',
    { data: { a: '' }, binaryData: { a: '' } },
    [
      'data[a]: Invalid value: "a": duplicate of key present in binaryData',
      'binaryData[a]: Invalid value: "a": duplicate of key present in data',
    ],
  ],
  [
    'ConfigMap',
    'above a mebibyte',
    { data: { a: 'a'.repeat(1_048_577) } },
    ['[]: Too long: may not be more than 1048576 bytes'],
  ],
  [
    'Secret',
    'above a mebibyte',
    { stringData: { a: 'ä'.repeat(524_289) } },
    ['data: Too long: may not be more than 1048576 bytes'],
  ],
  [
    'Secret',
    'of type tls without its files',
    { type: 'kubernetes.io/tls' },
    ['data[tls.crt]: Required value', 'data[tls.key]: Required value'],
  ],
  [
    'Secret',
    'for a registry without its file',
    { type: 'kubernetes.io/dockerconfigjson' },
    ['data[.dockerconfigjson]: Required value'],
  ],
  [
    'Secret',
    'for ssh without its key',
    { type: 'kubernetes.io/ssh-auth' },
    ['data[ssh-privatekey]: Required value'],
  ],
  [
    'Secret',
    'for basic authentication without either',
    { type: 'kubernetes.io/basic-auth' },
    ['data[username]: Required value', 'data[password]: Required value'],
  ],
  [
    'Secret',
    'that is the token of nobody',
    { type: 'kubernetes.io/service-account-token' },
    ['metadata.annotations[kubernetes.io/service-account.name]: Required value'],
  ],
  [
    'Endpoints',
    'with ports and no addresses',
    subset({ ports: [{ port: 80 }] }),
    ['subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`'],
  ],
  [
    'Endpoints',
    'with what is no address, said twice',
    subset({ addresses: [{ ip: 'abc' }] }),
    [
      `subsets[0].addresses[0].ip: Invalid value: "abc": ${notIp}`,
      'subsets[0].addresses[0].ip: Invalid value: "abc": must be a valid IP address',
    ],
  ],
  [
    'Endpoints',
    'that point at whoever asks',
    subset({ addresses: [{ ip: '127.0.0.1' }] }),
    [`subsets[0].addresses[0].ip: Invalid value: "127.0.0.1": ${loopback}`],
  ],
  [
    'Endpoints',
    'with two ports and no names',
    subset({ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }, { port: 81 }] }),
    ['subsets[0].ports[0].name: Required value', 'subsets[0].ports[1].name: Required value'],
  ],
  ['EndpointSlice', 'without type', {}, ['addressType: Required value']],
  [
    'EndpointSlice',
    'of an unknown type',
    slice({ addressType: 'IP' }),
    ['addressType: Unsupported value: "IP": supported values: "FQDN", "IPv4", "IPv6"'],
  ],
  [
    'EndpointSlice',
    'with an endpoint that is nowhere',
    endpoint(),
    ['endpoints[0].addresses: Required value: must contain at least 1 address'],
  ],
  [
    'EndpointSlice',
    'with what is no address',
    endpoint('abc'),
    [`endpoints[0].addresses[0]: Invalid value: "abc": ${notIp}`],
  ],
  [
    'EndpointSlice',
    'with an address of the other family',
    endpoint('fd00::1'),
    ['endpoints[0].addresses: Invalid value: "fd00::1": must be an IPv4 address'],
  ],
  [
    'EndpointSlice',
    'with two unnamed ports',
    slice({ ports: [{ port: 80 }, { port: 81 }] }),
    ['ports[1].name: Duplicate value: ""'],
  ],
  [
    'EndpointSlice',
    'with an unknown protocol',
    slice({ ports: [{ port: 80, protocol: 'x' }] }),
    ['ports[0].protocol: Unsupported value: "x": supported values: "SCTP", "TCP", "UDP"'],
  ],
  [
    'EndpointSlice',
    'with more endpoints than a slice holds',
    slice({ endpoints: Array.from({ length: 1001 }, () => ({ addresses: ['10.0.0.1'] })) }),
    ['endpoints: Too many: 1001: must have at most 1000 items'],
  ],
  [
    'Node',
    'with a taint that does nothing',
    { spec: { taints: [{ key: 'a', effect: 'Foo' }] } },
    [
      'spec.taints[0].effect: Unsupported value: "Foo": supported values: "NoSchedule", ' +
        '"PreferNoSchedule", "NoExecute"',
    ],
  ],
  [
    'Event',
    'about an object of another namespace',
    { involvedObject: { kind: 'Pod', namespace: 'other', name: 'a' } },
    ['involvedObject.namespace: Invalid value: "other": does not match event.namespace'],
  ],
  [
    'ServiceAccount',
    'with an owner that is not named',
    {
      metadata: {
        name: 't',
        ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name: '', uid: 'x' }],
      },
    },
    ['metadata.ownerReferences[0].name: Invalid value: "": name must not be empty'],
  ],
  [
    'ServiceAccount',
    'with more annotations than fit',
    { metadata: { name: 't', annotations: { a: 'x'.repeat(262_144) } } },
    ['metadata.annotations: Too long: may not be more than 262144 bytes'],
  ],
  [
    'ServiceAccount',
    'without name',
    name(''),
    ['metadata.name: Required value: name or generateName is required'],
  ],
  [
    'Lease',
    'that is held by nobody',
    { spec: { holderIdentity: '' } },
    ['spec.holderIdentity: Invalid value: "": must not be empty'],
  ],
])('a %s is refused %s', (kind, _, given, errors) => {
  expect(errorsOf(kind, given as Record<string, unknown>)).toEqual(errors)
})

it.each<[Kind, string, readonly [given: object, previous: object], string]>([
  [
    'ConfigMap',
    'what is immutable',
    [
      { immutable: true, data: { a: '2' } },
      { immutable: true, data: { a: '1' } },
    ],
    'data: Forbidden: field is immutable when `immutable` is set',
  ],
  [
    'ConfigMap',
    'that it is immutable',
    [{}, { immutable: true }],
    'immutable: Forbidden: field is immutable when `immutable` is set',
  ],
  ['Secret', 'its type', [{ type: 'x/y' }, {}], 'type: Invalid value: "x/y": field is immutable'],
  [
    'EndpointSlice',
    'its type',
    [slice({ addressType: 'IPv6' }), slice({})],
    'addressType: Invalid value: "IPv6": field is immutable',
  ],
  [
    'Node',
    "its Pods' block",
    [{ spec: { podCIDR: '10.244.2.0/24' } }, { spec: { podCIDR: '10.244.1.0/24' } }],
    'spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid',
  ],
])('a %s cannot change %s', (kind, _, [given, previous], error) => {
  const before = previous as Record<string, unknown>
  expect(errorsOf(kind, given as Record<string, unknown>, before)).toEqual([error])
})

describe('what is stored', () => {
  it('of a Secret is bytes, whichever way they came', () => {
    const { data, stringData, type } = stored('Secret', {
      data: { a: 'YQ==' },
      stringData: { b: '密' },
    })
    expect({ data, stringData, type }).toEqual({
      data: { a: 'YQ==', b: '5a+G' },
      stringData: undefined,
      type: 'Opaque',
    })
  })

  it('of a Namespace is active, held by its finalizer and labelled by its name', () => {
    const { metadata, spec, status } = stored('Namespace', name('demo'))
    expect(metadata.labels).toEqual({ 'kubernetes.io/metadata.name': 'demo' })
    expect([spec, status]).toEqual([{ finalizers: ['kubernetes'] }, { phase: 'Active' }])
  })

  it('of an EndpointSlice names its ports, with nothing if need be', () => {
    expect(stored('EndpointSlice', slice({ ports: [{ port: 80 }] }))).toMatchObject({
      endpoints: [],
      ports: [{ name: '', port: 80, protocol: 'TCP' }],
    })
  })

  it('of a Node is as much to give as it has', () => {
    const { status } = stored('Node', { status: { capacity: { cpu: '2' } } })
    expect(status.allocatable).toEqual({ cpu: '2' })
  })
})

describe('a warning', () => {
  it('goes with slices of names', () => {
    expect(warningsOf('EndpointSlice', slice({ addressType: 'FQDN' }))).toEqual([
      'spec.addressType: FQDN endpoints are deprecated',
    ])
    expect(warningsOf('EndpointSlice', slice({}))).toEqual([])
  })
})
