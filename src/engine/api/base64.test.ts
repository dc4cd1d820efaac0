import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64Fault, base64OfText, base64Size } from './base64'

// One of each length in UTF-8, and half a pair, which is none.
const character = fc.constantFrom('\0', 'a', 'é', '密', '😀', '\ud83d')

describe('base64', () => {
  it('is what others make of the same text', () => {
    fc.assert(
      fc.property(fc.array(character), (characters) => {
        const text = characters.join('')
        const encoded = base64OfText(text)
        expect(encoded).toBe(Buffer.from(text, 'utf8').toString('base64'))
        expect(base64Fault(encoded)).toBeUndefined()
        expect(base64Size(encoded)).toBe(Buffer.byteLength(text))
      }),
    )
  })

  it.each([
    ['plain text', 5],
    ['hello', 4],
    ['aGk', 0],
    ['aGk=', undefined],
    ['aGk=x', 4],
    ['aA=', 3],
    ['aA=x', 2],
    ['aA==', undefined],
    ['a===', 1],
    ['aGVs\nbG8=\n', undefined],
    ['', undefined],
    ['aG-_', 2],
  ])('%j goes wrong at byte %j, as Go counts', (text, at) => {
    expect(base64Fault(text)).toBe(at)
  })
})
