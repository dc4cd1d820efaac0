export { clockText, spanText } from './clock-text'
export { LocaleProvider, useLocale, useSay } from './LocaleProvider'
export { outcomeText } from './outcome-text'
export { fetchTexts, type Locale, preferredLocale, type Say, type TextKey, textsOf } from './text'
