import { fill } from '../../i18n'
import { useShared } from '../../store'
import { type Word, words } from './texts'

/** Says words of the view in the page's language. */
export function useWord() {
  const locale = useShared((state) => state.locale)
  return (word: Word, fillings: Readonly<Record<string, string | number>> = {}): string =>
    fill(words[word][locale], fillings)
}
