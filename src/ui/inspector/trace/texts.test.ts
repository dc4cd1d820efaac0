import { describe, expect, it } from 'vitest'
import { steps, words } from './texts'

const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

describe('the texts of a trace', () => {
  it.each(Object.entries({ ...steps, ...words }))(
    'say the same in both languages: %s',
    (_, { en, zh }) => {
      expect(slots(zh)).toEqual(slots(en))
      expect(zh).not.toBe('')
    },
  )
})
