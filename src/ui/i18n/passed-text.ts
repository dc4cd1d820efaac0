import type { Locale } from './text'

const units: Readonly<Record<Locale, Readonly<Record<'hour' | 'minute' | 'second', string>>>> = {
  en: { hour: 'h', minute: 'min', second: 's' },
  zh: { hour: '小时', minute: '分钟', second: '秒' },
}

/**
 * How long something took, or has been so, as a person would say it: `0.4 s`, `12 s`, `2 min 5 s`,
 * `2 h 10 min`; `2 分 5 秒`. What a request takes is a figure to compare: `spanText`.
 */
export function passedText(micros: number, locale: Locale): string {
  const { hour, minute, second } = units[locale]
  const tenths = Math.round(micros / 100_000)
  if (tenths < 100) return `${micros > 0 ? Math.max(tenths, 1) / 10 : 0} ${second}`
  const seconds = Math.round(micros / 1_000_000)
  if (seconds < 3_600) return parted(seconds, minute, second)
  return parted(Math.floor(seconds / 60), hour, minute)
}

/** Sixty of the small ones are a large one; what there is none of is not said. */
function parted(all: number, large: string, small: string): string {
  const [many, rest] = [Math.floor(all / 60), all % 60]
  const said = [many > 0 ? `${many} ${large}` : '', rest > 0 ? `${rest} ${small}` : '']
  return said
    .filter((part) => part !== '')
    .join(' ')
    .replace(/分钟 (?=\d)/, '分 ') // as one says it where seconds follow
}
