export { clockText, spanText } from './clock-text'
export { LocaleProvider, useLocale, useSay } from './LocaleProvider'
export { outcomeText } from './outcome-text'
export { passedText } from './passed-text'
export {
  fetchTexts,
  fill,
  type Locale,
  ownTexts,
  preferredLocale,
  type Say,
  type SayFrom,
  type TextKey,
  textsOf,
} from './text'
