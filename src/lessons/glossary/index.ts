import { type Finder, finderOf } from './marks'

export type { WordName } from './en'
export { marked, termsIn } from './marks'
export type { Glossary, Word } from './word'

/** The terms of a language, which come when they are first asked for. */
export async function fetchFinder(locale: 'en' | 'zh'): Promise<Finder> {
  return finderOf(locale === 'zh' ? (await import('./zh')).chinese : (await import('./en')).english)
}
