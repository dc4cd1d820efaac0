import { en } from './en'

/** The languages of the page. */
export type Locale = 'en' | 'zh'

/** Every text of the page, by name. */
export type TextKey = keyof typeof en

type Slots<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never

/** What fills a text's `{slots}`; nothing for a text without any. */
type Fillings<Text extends string> = [Slots<Text>] extends [never]
  ? []
  : [fillings: Readonly<Record<Slots<Text>, string | number>>]

/** Finds a text of a catalogue, of which the English one is told, and fills it in. */
export type SayFrom<English extends Readonly<Record<string, string>>> = <
  Key extends keyof English & string,
>(
  key: Key,
  ...fillings: Fillings<English[Key]>
) => string

/** Finds a text of the page and fills it in. */
export type Say = SayFrom<typeof en>

type Catalogue = Readonly<Record<TextKey, string>>

/** The languages that have come; English is there from the start. */
const catalogues: { en: Catalogue; zh?: Catalogue } = { en }

/** Fetches the texts of a language: ask for it before it is spoken. */
export async function fetchTexts(locale: Locale): Promise<void> {
  if (locale === 'zh') catalogues.zh ??= (await import('./zh')).zh
}

/** The texts of one language; English ones until it has come. */
export const textsOf = (locale: Locale): Say => sayFrom(() => catalogues[locale] ?? en)

/** The texts of a part of the page, which come with that part in both languages. */
export function ownTexts<const English extends Readonly<Record<string, string>>>(
  english: English,
  chinese: Readonly<Record<keyof English, string>>,
): Readonly<Record<Locale, SayFrom<English>>> {
  return { en: sayFrom<English>(() => english), zh: sayFrom<English>(() => chinese) }
}

const sayFrom =
  <English extends Readonly<Record<string, string>>>(
    catalogue: () => Readonly<Record<keyof English, string>>,
  ): SayFrom<English> =>
  (key, ...[fillings]) => {
    const text = catalogue()[key]
    return fillings ? fill(text, fillings as Readonly<Record<string, unknown>>) : text
  }

/** Fills a text's `{slots}` by name; one that nothing is given for stays. */
export const fill = (text: string, fillings: Readonly<Record<string, unknown>>): string =>
  text.replace(/\{(\w+)\}/g, (slot, name: string) => `${fillings[name] ?? slot}`)

/** The language of the page that comes nearest to what the browser asks for. */
export const preferredLocale = (languages: readonly string[]): Locale => {
  const known = languages.map((each) => each.toLowerCase()).find((each) => /^(en|zh)\b/.test(each))
  return known?.startsWith('zh') ? 'zh' : 'en'
}
