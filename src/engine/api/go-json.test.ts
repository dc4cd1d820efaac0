import { describe, expect, it } from 'vitest'
import { goJsonFault } from './go-json'

describe('of a text that is no JSON', () => {
  const faults: readonly (readonly [string, string])[] = [
    ['', 'unexpected end of JSON input'],
    ['{"a":', 'unexpected end of JSON input'],
    ['{"a":[1,"b', 'unexpected end of JSON input'],
    ['{bad', "invalid character 'b' looking for beginning of object key string"],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b":2}', "invalid character '\"' after object key:value pair"],
    ['[1 2]', "invalid character '2' after array element"],
    ['[1,]', "invalid character ']' looking for beginning of value"],
    ["'a'", "invalid character '\\'' looking for beginning of value"],
    ['{} x', "invalid character 'x' after top-level value"],
    ['"a\nb"', "invalid character '\\n' in string literal"],
    ['"a\u0001b"', "invalid character '\\x01' in string literal"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"\\u00g0"', "invalid character 'g' in \\u hexadecimal character escape"],
    ['-x', "invalid character 'x' in numeric literal"],
    ['1.x', "invalid character 'x' after decimal point in numeric literal"],
    ['1ex', "invalid character 'x' in exponent of numeric literal"],
    ['01', "invalid character '1' after top-level value"],
    ['trve', "invalid character 'v' in literal true (expecting 'u')"],
    ['{"a":ä}', "invalid character 'ä' looking for beginning of value"],
  ]
  it.each(faults)('%j it is said what Go says', (text, fault) => {
    expect(goJsonFault(text)).toBe(fault)
    expect(() => JSON.parse(text)).toThrow()
  })
  it('nothing is said when it is JSON, but for one too deep', () => {
    const texts = [' {"a":[-1.5e+3,true,null,{}],"b":"\\u00e4\\n"} ', '[]', '0', '"é"']
    for (const text of texts) {
      expect(goJsonFault(text)).toBe('')
      expect(() => JSON.parse(text)).not.toThrow()
    }
    expect(goJsonFault('['.repeat(10_000))).toBe('unexpected end of JSON input')
    expect(goJsonFault('['.repeat(200_000))).toBe('exceeded max depth')
  })
})
