import { describe, expect, it } from 'vitest'
import { wholeSchema } from '../../api/decode'
import { StatusError } from '../../api/status'
import { resourceOf } from '../../resources'
import type { Json } from './json-value'
import { strategicMergePatch } from './strategic'

const merged = (spec: Json, patch: Json): Json => {
  const schema = wholeSchema(resourceOf('Service'))
  return (strategicMergePatch({ spec }, { spec: patch }, schema) as { spec: Json }).spec
}
const ports = (...numbers: readonly number[]) => numbers.map((port) => ({ port }))
const numbers = (spec: Json): readonly number[] =>
  (spec as { ports: readonly { port: number }[] }).ports.map(({ port }) => port)

describe('a list that a strategic merge patch has merged', () => {
  const before = { ports: ports(80, 81, 82) }

  it.each<[string, object, readonly number[]]>([
    ['keeps its order where the patch names one item', { ports: ports(81) }, [80, 81, 82]],
    ['stands as the patch has what it names', { ports: ports(82, 80) }, [81, 82, 80]],
    ['begins with what the patch adds', { ports: ports(9) }, [9, 80, 81, 82]],
    [
      'has what is added behind what the patch names with it',
      { ports: ports(82, 9) },
      [80, 81, 82, 9],
    ],
    [
      'stands as $setElementOrder says',
      { '$setElementOrder/ports': ports(9, 82, 81), ports: ports(9) },
      [9, 80, 82, 81],
    ],
    [
      'is put in order also when nothing else is patched',
      { '$setElementOrder/ports': ports(82, 81, 80) },
      [82, 81, 80],
    ],
    [
      'loses what is deleted',
      { ports: [{ $patch: 'delete', port: 80 }, { port: 9 }] },
      [9, 81, 82],
    ],
    ['is replaced when the patch says so', { ports: [{ $patch: 'replace' }, ...ports(9)] }, [9]],
  ])('%s', (_, patch, expected) => {
    expect(numbers(merged(before, patch))).toEqual(expected)
  })

  it('has the first of two items of one key patched', () => {
    const twice = {
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    }
    expect(merged(twice, { ports: [{ port: 53, targetPort: 5353 }] })).toEqual({
      ports: [
        { port: 53, protocol: 'UDP', targetPort: 5353 },
        { port: 53, protocol: 'TCP' },
      ],
    })
  })

  it('cannot be told which item is meant without its key: the error has no reason', () => {
    const merge = () => merged(before, { ports: [{ targetPort: 8080, name: 'a' }] })
    expect(merge).toThrow(StatusError)
    expect(merge).toThrow(
      'map: map[name:a targetPort:8080] does not contain declared merge key: port',
    )
  })

  it('of plain values without a schema of merging is replaced', () => {
    expect(merged({ externalIPs: ['1.1.1.1'] }, { externalIPs: ['2.2.2.2'] })).toEqual({
      externalIPs: ['2.2.2.2'],
    })
  })
})

describe('a map', () => {
  it('gains keys and loses those that are null', () => {
    const selector = { app: 'web', tier: 'a' }
    expect(merged({ selector }, { selector: { tier: null, x: 'y' } })).toEqual({
      selector: { app: 'web', x: 'y' },
    })
  })
  it('is replaced by directive', () => {
    const selector = { $patch: 'replace', app: 'web2' }
    expect(merged({ selector: { app: 'web', tier: 'a' } }, { selector })).toEqual({
      selector: { app: 'web2' },
    })
  })
})

describe('the order that a patch asks for', () => {
  const before = { ports: ports(80, 81) }
  const order = (list: Json, wanted: Json) => () =>
    merged(before, { '$setElementOrder/ports': wanted, ports: list })

  it('has to hold what it patches, in that order', () => {
    const said = (list: string, wanted: string) =>
      `The order in patch list:\n[${list}]\n doesn't match $setElementOrder list:\n[${wanted}]\n`
    expect(order(ports(81, 80), ports(80, 81))).toThrow(
      said('map[port:81] map[port:80]', 'map[port:80] map[port:81]'),
    )
    expect(order(ports(9), ports(80))).toThrow(said('map[port:9]', 'map[port:80]'))
    expect(order([{ $patch: 'delete', port: 80 }], ports(81))).not.toThrow()
  })
  it('is a list', () => {
    expect(order(ports(80), { port: 80 })).toThrow('invalid patch format of setElementOrder list')
  })
})
