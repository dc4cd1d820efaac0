import { describe, expect, it } from 'vitest'
import { parsedText } from './manifests'

const objects = (text: string) => parsedText('f.yaml', text).map(({ object }) => object)

describe('a file of manifests', () => {
  it('has documents, and lists that are taken apart', () => {
    const text = 'kind: A\n---\n---\nkind: List\nitems:\n- kind: B\n- kind: C\n'
    expect(objects(text).map(({ kind }) => kind)).toEqual(['A', 'B', 'C'])
  })
  it('is read as YAML 1.1, as Go does, but for times', () => {
    const [object] = objects('a: y\nb: off\nc: 010\nd: 12:30\ne: 2026-01-01\nf: 0x1f\n')
    expect(object).toEqual({ a: true, b: false, c: 8, d: '12:30', e: '2026-01-01', f: 31 })
  })
  // As kubectl 1.33 words them.
  it.each([
    ['a: @x\n', 'yaml: found character that cannot start any token'],
    ['a: 1\nb\nc: 1\n', "yaml: line 3: could not find expected ':'"],
    ['a: 1\nb: - c\n', 'yaml: line 2: block sequence entries are not allowed in this context'],
    ['a: "x" y\n', 'yaml: did not find expected key'],
    ['- a\nb: c\n', "yaml: line 1: did not find expected '-' indicator"],
    ['a: b: c\n', 'yaml: mapping values are not allowed in this context'],
    ['a: 1\n  b: 2\n', 'yaml: line 2: mapping values are not allowed in this context'],
    ['a: [b, c\n', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: {b: c\nd: 1\n', "yaml: line 1: did not find expected ',' or '}'"],
    ["a: 'x\n", 'yaml: line 2: found unexpected end of stream'],
    ['a: *y\n', "yaml: unknown anchor 'y' referenced"],
    ['a:\n\t- b\n', 'yaml: line 2: found character that cannot start any token'],
  ])('that is %j is refused: %s', (text, why) => {
    const message = `error: error parsing f.yaml: error converting YAML to JSON: ${why}`
    expect(() => parsedText('f.yaml', text)).toThrow(message)
  })
  it('must hold objects', () => {
    expect(() => objects('- a\n')).toThrow(
      'unable to decode "f.yaml": json: cannot unmarshal array',
    )
  })
})
