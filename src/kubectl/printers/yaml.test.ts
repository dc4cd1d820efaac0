import { describe, expect, it } from 'vitest'
import { goYaml } from './yaml'

// Every text was compared with what kubectl 1.33 prints.
describe('YAML as kubectl prints it', () => {
  it.each([
    ['', '""'],
    [' ', "' '"],
    ['web', 'web'],
    ['yes', '"yes"'],
    ['y', '"y"'],
    ['null', '"null"'],
    ['~', '"~"'],
    ['<<', '<<'],
    ['80', '"80"'],
    ['0x1f', '"0x1f"'],
    ['08', '"08"'],
    ['1_000', '"1_000"'],
    ['1e3', '"1e3"'],
    ['.5', '".5"'],
    ['1.2.3', '1.2.3'],
    ['12:30', '"12:30"'],
    ['10.96.0.1', '10.96.0.1'],
    ['80/TCP', '80/TCP'],
    ['2026-01-01T00:00:00Z', '"2026-01-01T00:00:00Z"'],
    ['2026-13-01', '2026-13-01'],
    ['a: b', "'a: b'"],
    ['a:b', 'a:b'],
    ['a #b', "'a #b'"],
    ['- a', "'- a'"],
    ['-a', '-a'],
    ['*', "'*'"],
    ["it's", "it's"],
    ["'it's", "'''it''s'"],
    ['tab\there', '"tab\\there"'],
    ['naïve', 'naïve'],
    ['😀', '"\\U0001F600"'],
    ['line\n', '|\n  line'],
    ['line\nmore', '|-\n  line\n  more'],
    ['line\n\n', '|+\n  line\n'],
    ['\nline', '|2-\n\n  line'],
    ['a \nb', '"a \\nb"'],
  ])('writes the text %j as %s', (text, expected) => {
    expect(goYaml({ a: text })).toBe(`a: ${expected}\n`)
  })

  it('folds what goes past the eightieth column at the next space', () => {
    const text = Array.from({ length: 20 }, () => 'word').join(' ')
    const first = Array.from({ length: 15 }, () => 'word').join(' ')
    expect(goYaml({ message: text })).toBe(`message: ${first}\n  word word word word word\n`)
    expect(goYaml({ message: `${text}:` }).split('\n')).toHaveLength(3)
  })
  it('does not indent lists within maps, and leaves empty ones on their line', () => {
    const object = { list: [{ b: 1, a: [] }, ['x', ['y']]], none: {}, nil: null, on: true }
    expect(goYaml(object)).toBe(
      'list:\n- a: []\n  b: 1\n- - x\n  - - "y"\nnil: null\nnone: {}\n"on": true\n',
    )
  })
  it('has its keys in natural order, digits before letters', () => {
    const keys = ['b', 'a10', 'a2', 'A', 'a-b', 'a.b', '1']
    const object = Object.fromEntries(keys.map((key) => [key, 0]))
    const text = goYaml(object).replace(/: 0\n/g, ' ')
    expect(text).toBe('"1" A a-b a.b a2 a10 b ')
  })
  it('puts a key that is long or has several lines behind a question mark', () => {
    const long = 'k'.repeat(129)
    expect(goYaml({ [long]: 'v' })).toBe(`? ${long}\n: v\n`)
    expect(goYaml({ 'a\nb': { c: 1 } })).toBe('? |-\n  a\n  b\n: c: 1\n')
  })
})
