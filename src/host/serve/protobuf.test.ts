import { describe, expect, it } from 'vitest'
import { decodeProtobuf, Malformed } from './protobuf'

const text = (number: number, value: string | readonly number[]): readonly number[] => {
  const bytes = typeof value === 'string' ? [...Buffer.from(value)] : value
  return [...length((number << 3) | 2), ...length(bytes.length), ...bytes]
}
const length = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value & 127) | 128, value >> 7]
const number = (field: number, value: number): readonly number[] => [field << 3, value]
const sent = (apiVersion: string, kind: string, object: readonly number[]): Uint8Array =>
  Uint8Array.from([
    ...[0x6b, 0x38, 0x73, 0],
    ...text(1, [...text(1, apiVersion), ...text(2, kind)]),
    ...text(2, object),
    ...text(3, ''),
    ...text(4, ''),
  ])

describe('an object that kubectl sends as protobuf', () => {
  it('reads as the JSON that older clients send', () => {
    const metadata = [...text(1, 'web'), ...text(3, ''), ...text(8, [])]
    const template = text(3, [
      ...text(1, text(11, [...text(1, 'app'), ...text(2, 'web')])),
      ...text(2, text(2, [...text(1, 'nginx'), ...text(2, 'nginx:alpine')])),
    ])
    const spec = [...number(1, 0), ...text(2, text(1, [...text(1, 'app'), ...text(2, 'web')]))]
    const body = sent('apps/v1', 'Deployment', [
      ...text(1, metadata),
      ...text(2, [...spec, ...template]),
    ])
    expect(decodeProtobuf(body)).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'nginx', image: 'nginx:alpine' }] },
        },
      },
    })
  })

  it('keeps the fields of a message that has only one', () => {
    const item = text(1, 'namespace')
    const volume = [...text(1, 'v'), ...text(2, text(26, text(1, text(2, text(1, item)))))]
    const body = sent('v1', 'Pod', text(2, text(1, volume)))
    const downwardAPI = { items: [{ path: 'namespace' }] }
    expect(decodeProtobuf(body)).toMatchObject({
      spec: { volumes: [{ name: 'v', projected: { sources: [{ downwardAPI }] } }] },
    })
  })

  it('has a target port by number or by name, and negative numbers', () => {
    const port = (target: readonly number[]) =>
      text(1, [...number(3, 80), ...text(4, target), ...text(1, '')])
    const body = sent('v1', 'Service', [
      ...text(2, [
        ...port([...number(1, 0), ...number(2, 127), ...text(3, '')]),
        ...port([...number(1, 1), ...number(2, 0), ...text(3, 'http')]),
        ...[13 << 3, ...Array<number>(9).fill(255), 1],
      ]),
    ])
    expect(decodeProtobuf(body)).toMatchObject({
      spec: {
        ports: [
          { port: 80, targetPort: 127 },
          { port: 80, targetPort: 'http' },
        ],
      },
    })
  })

  it("keeps a Secret's bytes as base64", () => {
    const body = sent('v1', 'Secret', text(2, [...text(1, 'p'), ...text(2, 's3cr3t')]))
    expect(decodeProtobuf(body)).toMatchObject({ data: { p: 'czNjcjN0' } })
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('{"kind":"Service"}')],
    ['an object cut off', sent('v1', 'Service', text(1, text(1, 'web'))).subarray(0, 22)],
    ['a kind that has no fields here', sent('v1', 'Nonsense', [])],
    ['a wire type of old', sent('v1', 'Service', [(1 << 3) | 5, 0, 0, 0, 0])],
  ])('is refused when it is %s', (_, bytes) => {
    expect(() => decodeProtobuf(bytes)).toThrow(Malformed)
  })
})
