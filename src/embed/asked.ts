/** What the address of an embed says of how it is wanted. */
export interface Asked {
  /** It waits for a click, and not only until it is in sight. */
  readonly click: boolean
  readonly theme: ThemeChoice
  /** The language of the page around; undefined: the browser's. */
  readonly locale: 'en' | 'zh' | undefined
  /** Nothing can be changed in it by whoever reads it. */
  readonly readOnly: boolean
  /** Of a lesson, only the step with which it begins. */
  readonly oneStep: boolean
  /** One of the scenarios that the page offers, by its name, where the link holds none. */
  readonly scenario: string | undefined
}

/** As the page around it, or what that page says. */
export type ThemeChoice = 'system' | 'light' | 'dark'

const themes = ['system', 'light', 'dark'] as const

/** A theme by its name, if it is one. */
export const themeOf = (name: unknown): ThemeChoice | undefined =>
  themes.find((theme) => theme === name)

/** The language of ours that comes nearest to one: `zh-CN` is Chinese, all else English. */
export const localeOf = (language: string): 'en' | 'zh' => (/^zh\b/i.test(language) ? 'zh' : 'en')

/** Reads it from an address; of what is not known, nothing is taken. */
export function askedIn(search: string): Asked {
  const said = new URLSearchParams(search)
  const lang = said.get('lang')
  return {
    click: said.get('start') === 'click',
    theme: themeOf(said.get('theme')) ?? 'system',
    locale: lang ? localeOf(lang) : undefined,
    readOnly: said.has('read-only'),
    oneStep: said.has('one-step'),
    scenario: said.get('scenario') ?? undefined,
  }
}
