import { describe, expect, it } from 'vitest'
import { goQuoted, goValue } from './go-format'

describe('a value as Go prints it', () => {
  it.each([
    ['plain', '"plain"'],
    ['a "b" \\ c', '"a \\"b\\" \\\\ c"'],
    ['line\n\ttab', '"line\\n\\ttab"'],
    ['\x00\x07\x0b\x1f\x7f', '"\\x00\\a\\v\\x1f\\x7f"'],
    ['名字', '"名字"'],
  ])('is, of the text %j, %s', (text, quoted) => {
    expect(goQuoted(text)).toBe(quoted)
  })

  it('shows maps by key, lists with blanks, and what is not there', () => {
    const value = { spec: { ports: [{ port: 80 }, { port: 81, on: true }] }, a: null, b: 'x y' }
    expect(goValue(value)).toBe(
      'map[a:<nil> b:x y spec:map[ports:[map[port:80] map[on:true port:81]]]]',
    )
  })
})
