import { describe, expect, it } from 'vitest'
import { dns1123Label, qualifiedName } from '../../../api/names'
import { errorsOf } from '../../testing'

const port = { port: 80 }
const service = (spec: object, metadata: object = {}) => ({
  metadata,
  spec: { ports: [port], ...spec },
})
const ports = (...given: readonly object[]) => service({ ports: given })
const label = dns1123Label('A')[0]
const namePart = qualifiedName('a b')[0]
const range = 'must be between 1 and 65535, inclusive'

describe('a Service, for its ports, is refused', () => {
  it.each<[string, object, readonly string[]]>([
    ['without ports', { spec: {} }, ['spec.ports: Required value']],
    [
      'when a port is out of range, and so its default target',
      ports({ port: 70000 }),
      [
        `spec.ports[0].port: Invalid value: 70000: ${range}`,
        `spec.ports[0].targetPort: Invalid value: 70000: ${range}`,
      ],
    ],
    [
      'when a target is out of range',
      ports({ ...port, targetPort: -1 }),
      [`spec.ports[0].targetPort: Invalid value: -1: ${range}`],
    ],
    [
      'when a target is a number in quotes',
      ports({ ...port, targetPort: '80' }),
      ['spec.ports[0].targetPort: Invalid value: "80": must contain at least one letter (a-z)'],
    ],
    [
      'when a target is no name of a port',
      ports({ ...port, targetPort: 'a--b' }),
      ['spec.ports[0].targetPort: Invalid value: "a--b": must not contain consecutive hyphens'],
    ],
    [
      'when one of several ports has no name',
      ports(port, { port: 81 }),
      ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value'],
    ],
    [
      'when two ports have one name',
      ports({ ...port, name: 'a' }, { port: 81, name: 'a' }),
      ['spec.ports[1].name: Duplicate value: "a"'],
    ],
    [
      "when a port's name is no label",
      ports({ ...port, name: 'HTTP_1' }),
      [`spec.ports[0].name: Invalid value: "HTTP_1": ${label}`],
    ],
    [
      "when a port's name has dots",
      ports({ ...port, name: 'a.b' }),
      ['spec.ports[0].name: Invalid value: "a.b": must not contain dots'],
    ],
    [
      'when two ports have one number and protocol',
      ports({ ...port, name: 'a' }, { ...port, name: 'b' }),
      [
        'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,' +
          '"Port":80,"TargetPort":0,"NodePort":0}',
      ],
    ],
    [
      'when a protocol is unknown',
      ports({ ...port, protocol: 'tcp' }),
      [
        'spec.ports[0].protocol: Unsupported value: "tcp": supported values: ' +
          '"SCTP", "TCP", "UDP"',
      ],
    ],
    [
      'when an application protocol has no qualified name',
      ports({ ...port, appProtocol: 'a b' }),
      [`spec.ports[0].appProtocol: Invalid value: "a b": ${namePart}`],
    ],
    [
      'when a ClusterIP Service wants a node port',
      ports({ ...port, nodePort: 30080 }),
      ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"],
    ],
  ])('%s', (_, given, errors) => {
    expect(errorsOf('Service', given as Record<string, unknown>)).toEqual(errors)
  })
})

describe('a Service, for its ports, is accepted', () => {
  it.each<[string, object]>([
    ['with a target of 0, which is its port', ports({ ...port, targetPort: 0 })],
    [
      'with one number for two protocols',
      ports({ port: 53, name: 'a' }, { port: 53, name: 'b', protocol: 'UDP' }),
    ],
  ])('%s', (_, given) => {
    expect(errorsOf('Service', given as Record<string, unknown>)).toEqual([])
  })
})
