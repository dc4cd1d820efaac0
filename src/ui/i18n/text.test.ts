import { beforeAll, describe, expect, it } from 'vitest'
import { clockText, spanText } from './clock-text'
import { en } from './en'
import { outcomeText } from './outcome-text'
import { passedText } from './passed-text'
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

  it.each([
    [0, '0 s', '0 秒'],
    [1_000, '0.1 s', '0.1 秒'],
    [420_000, '0.4 s', '0.4 秒'],
    [9_949_999, '9.9 s', '9.9 秒'],
    [12_300_000, '12 s', '12 秒'],
    [59_600_000, '1 min', '1 分钟'],
    [125_000_000, '2 min 5 s', '2 分 5 秒'],
    [3_599_600_000, '1 h', '1 小时'],
    [7_830_000_000, '2 h 10 min', '2 小时 10 分钟'],
  ])('that have passed are said as shortly as it is still true: %d µs', (micros, en, zh) => {
    expect([passedText(micros, 'en'), passedText(micros, 'zh')]).toEqual([en, zh])
  })
})
