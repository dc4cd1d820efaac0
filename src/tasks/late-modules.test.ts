import { describe, expect, it } from 'vitest'
import { lateModuleNames } from './late-list'
import { standIn } from './late-modules'

/** A stand-in for these exports; what it calls comes when `come` is given them. */
function stoodFor(exported: Readonly<Record<string, unknown>>) {
  const text = standIn('some/module', 3, exported)
  const body = text.replace(/^import .*$/m, '').replaceAll('export const ', 'made.')
  const come: { module?: Readonly<Record<string, unknown>> } = {}
  const itself = (_: number, name: string) => {
    if (!come.module) throw new Error(name)
    return come.module
  }
  const made: Record<string, unknown> = {}
  new Function('made', 'itself', body)(made, itself)
  return { made, come }
}

describe('the stand-in of a late module', () => {
  it('has the data of its exports at once', () => {
    const data = { TEXT: 'a\n"b"', LIST: [1, [true, null]], TAGS: /^1\.\d+$/i, deep: { 'x-y': 2 } }
    expect(stoodFor(data).made).toEqual(data)
  })

  it('says which module is missing when one of its functions is called too early', () => {
    const { made } = stoodFor({ twice: (value: number) => value * 2 })
    expect(made['twice']).toThrow('some/module')
  })

  it('passes calls on when the module has come, to functions within data too', () => {
    const real = {
      twice: (value: number) => value * 2,
      image: { name: 'web', programs: [{ start: () => 'started' }] },
    }
    const { made, come } = stoodFor(real)
    const { twice, image } = made as typeof real
    come.module = real
    expect([twice(4), image.name, image.programs[0]?.start()]).toEqual([8, 'web', 'started'])
  })

  it.each([
    ['a class', class {}],
    ['a map', new Map()],
    ['a map within data', { names: [new Map()] }],
  ])('cannot be made for %s', (_, value) => {
    expect(() => stoodFor({ value })).toThrow('nothing can stand in for this')
  })
})

it('names no late module twice', () => {
  expect(new Set(lateModuleNames).size).toBe(lateModuleNames.length)
})
