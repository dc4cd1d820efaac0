import { beforeAll, describe, expect, it } from 'vitest'
import { clockText, spanText } from './clock-text'
import { en } from './en'
import { outcomeText } from './outcome-text'
import { fetchTexts, preferredLocale, textsOf } from './text'
import { zh } from './zh'

const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

describe('the catalogues', () => {
  beforeAll(() => fetchTexts('zh'))

  it('have the same texts, with the same slots', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort())
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect(zh[key], key).not.toBe('')
      expect(slots(zh[key]), key).toEqual(slots(en[key]))
    }
  })

  it('fill slots by name', () => {
    expect(textsOf('en')('service.ready', { ready: 2, all: 3 })).toBe('2/3 ready')
    expect(textsOf('zh')('service.ready', { ready: 2, all: 3 })).toBe('2/3 就绪')
  })

  it('have a word for every outcome, and leave a new one as it is', () => {
    expect(outcomeText('name-not-found', textsOf('zh'))).toBe('域名不存在')
    expect(outcomeText('constructor', textsOf('en'))).toBe('constructor')
  })

  it('follow the browser’s first language that there is', () => {
    expect(preferredLocale(['fr', 'zh-CN', 'en'])).toBe('zh')
    expect(preferredLocale(['fr'])).toBe('en')
  })
})

describe('times', () => {
  it('are said in minutes, seconds and milliseconds', () => {
    expect(clockText(83_456_789)).toBe('01:23.456')
  })

  it('of requests are said in the unit that fits', () => {
    expect([320, 1_250, 45_600, 5_000_000].map(spanText)).toEqual([
      '320 µs',
      '1.25 ms',
      '45.6 ms',
      '5.00 s',
    ])
  })
})
