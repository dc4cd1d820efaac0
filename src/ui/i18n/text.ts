import { en } from './en'

/** The languages of the page. */
export type Locale = 'en' | 'zh'

/** Every text of the page, by name. */
export type TextKey = keyof typeof en

type Slots<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never

/** What fills a text's `{slots}`; nothing for a text without any. */
export type Fillings<Key extends TextKey> = [Slots<(typeof en)[Key]>] extends [never]
  ? []
  : [fillings: Readonly<Record<Slots<(typeof en)[Key]>, string | number>>]

/** Finds a text and fills it in. */
export type Say = <Key extends TextKey>(key: Key, ...fillings: Fillings<Key>) => string

type Catalogue = Readonly<Record<TextKey, string>>

/** The languages that have come; English is there from the start. */
const catalogues: { en: Catalogue; zh?: Catalogue } = { en }

/** Fetches the texts of a language: ask for it before it is spoken. */
export async function fetchTexts(locale: Locale): Promise<void> {
  if (locale === 'zh') catalogues.zh ??= (await import('./zh')).zh
}

/** The texts of one language; English ones until it has come. */
export const textsOf =
  (locale: Locale): Say =>
  (key, ...[fillings]) => {
    const text = (catalogues[locale] ?? en)[key]
    return fillings ? fill(text, fillings as Readonly<Record<string, unknown>>) : text
  }

const fill = (text: string, fillings: Readonly<Record<string, unknown>>): string =>
  text.replace(/\{(\w+)\}/g, (slot, name: string) => `${fillings[name] ?? slot}`)

/** The language of the page that comes nearest to what the browser asks for. */
export const preferredLocale = (languages: readonly string[]): Locale => {
  const known = languages.map((each) => each.toLowerCase()).find((each) => /^(en|zh)\b/.test(each))
  return known?.startsWith('zh') ? 'zh' : 'en'
}
