import { describe, expect, it } from 'vitest'
import { schemaText } from './schema-text'

describe('a violation of the schema', () => {
  it.each([
    ['Property foo is not allowed.', '没有 foo 这个字段。'],
    ['Missing property "port".', '缺少字段 port。'],
    ['Incorrect type. Expected "integer".', /integer。$/],
    ['Value is not accepted. Valid values: "TCP", "UDP".', /"TCP", "UDP"。$/],
    ['Something else.', 'Something else.'],
  ])('%s is also said in Chinese', (message, chinese) => {
    expect(schemaText(message, 'en')).toBe(message)
    expect(schemaText(message, 'zh')).toMatch(chinese)
  })
})
