export { LocaleProvider, useLocale, useSay } from './LocaleProvider'
export { type Locale, preferredLocale, type Say, type TextKey, textsOf } from './text'
