import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareQuantities,
  milliOf,
  nanosOf,
  parseQuantity,
  quantityText,
  unitsOf,
} from './quantity'

const canonical = (text: string): string => {
  const parsed = parseQuantity(text)
  return typeof parsed === 'string' ? parsed : quantityText(parsed)
}

describe('a quantity', () => {
  it.each([
    ['1', '1'],
    ['0', '0'],
    ['-0', '0'],
    ['+5', '5'],
    ['0.5', '500m'],
    ['.5', '500m'],
    ['5.', '5'],
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['1000Ki', '1000Ki'],
    ['0.1Gi', '107374182400m'],
    ['512', '512'],
    ['0.5Ki', '512'],
    ['1000k', '1M'],
    ['123456k', '123456k'],
    ['1e3', '1e3'],
    ['1E3', '1e3'],
    ['12e2', '1200'],
    ['1E', '1E'],
    ['-100m', '-100m'],
    ['0.0000000001', '1n'],
    ['9223372036854775808', '9223372036854775807'],
  ])('%s is shown as %s', (text, shown) => {
    expect(canonical(text)).toBe(shown)
  })

  const form = /^quantities must match the regular expression/
  it.each([
    ['', form],
    ['abc', form],
    ['1.2.3', form],
    ['1Mib', form],
    ['1KI', form],
    ['1 Gi', form],
    ['1Gim', /^unable to parse quantity's suffix$/],
    ['1K', /^unable to parse quantity's suffix$/],
    ['1e', /^unable to parse quantity's suffix$/],
    ['M', /^unable to parse numeric part of quantity$/],
    ['.', /^unable to parse numeric part of quantity$/],
  ])('%j is none', (text, problem) => {
    expect(canonical(text)).toMatch(problem)
  })

  it('is the same amount in its canonical form', () => {
    const suffix = fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'e-2')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), suffix, (number, unit) => {
        const text = canonical(`${number}${unit}`)
        expect(nanosOf(text)).toBe(nanosOf(`${number}${unit}`))
        expect(canonical(text)).toBe(text)
      }),
    )
  })
})

describe('an amount', () => {
  it('is counted in thousandths or in whole units, rounded up', () => {
    expect([milliOf('100m'), milliOf('1'), milliOf('0.0001'), milliOf(undefined)]).toEqual([
      100, 1000, 1, 0,
    ])
    expect([unitsOf('64Mi'), unitsOf('1G'), unitsOf('100m')]).toEqual([67_108_864, 1e9, 1])
  })

  it('is compared as a number, not as text', () => {
    expect(compareQuantities('900m', '1')).toBeLessThan(0)
    expect(compareQuantities('1Gi', '1G')).toBeGreaterThan(0)
    expect(compareQuantities('1024Mi', '1Gi')).toBe(0)
  })
})
