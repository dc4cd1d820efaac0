import { describe, expect, it } from 'vitest'
import { reasons, reasonText } from './texts'

const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

describe('the texts of causes and findings', () => {
  it.each(Object.entries(reasons))('say the same in both languages: %s', (_, { en, zh }) => {
    expect(slots(zh)).toEqual(slots(en))
    expect(zh).not.toBe('')
  })

  it('name what a cause is about, and lists one after the other', () => {
    const data = { service: 'default/web', node: 'node-1', nodes: ['node-2', 'node-3'] }
    const text = reasonText('no-local-endpoint', data, 'en')
    expect(text).toContain('default/web')
    expect(text).toContain('node-2, node-3')
    expect(reasonText('no-local-endpoint', { ...data, nodes: [] }, 'zh')).toContain('无')
  })
})
