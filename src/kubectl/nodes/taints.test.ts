import { describe, expect, test } from 'vitest'
import { parseTaints } from './taints'

const refuse = (message: string): Error => new Error(message)

describe('taints on the command line', () => {
  test('are set with an effect, and removed with or without one', () => {
    expect(parseTaints(['a=b:NoSchedule', 'c:NoExecute', 'd-', 'e:NoSchedule-'], refuse)).toEqual({
      add: [
        { key: 'a', value: 'b', effect: 'NoSchedule' },
        { key: 'c', value: '', effect: 'NoExecute' },
      ],
      remove: [
        { key: 'd', value: '', effect: '' },
        { key: 'e', value: '', effect: 'NoSchedule' },
      ],
    })
  })

  test.each([
    ['k=v:Foo', 'invalid taint effect: Foo, unsupported taint effect'],
    ['k=v:a:b', 'invalid taint spec: k=v:a:b'],
    ['k=v=w:NoSchedule', 'invalid taint spec: k=v=w:NoSchedule'],
  ])('%s is refused', (spec, message) => {
    expect(() => parseTaints([spec], refuse)).toThrow(message)
  })

  test('must differ in key or effect', () => {
    expect(() => parseTaints(['k=v:NoSchedule', 'k=w:NoSchedule'], refuse)).toThrow(
      'duplicated taints with the same key and effect: {k w NoSchedule <nil>}',
    )
  })
})
