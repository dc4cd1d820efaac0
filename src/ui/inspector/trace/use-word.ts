import { useShared } from '../../store'
import { type Word, wordText } from './texts'

/** Says words of the view in the page's language. */
export function useWord() {
  const locale = useShared((state) => state.locale)
  return (word: Word, fillings: Readonly<Record<string, string | number>> = {}): string =>
    wordText(word, locale, fillings)
}
