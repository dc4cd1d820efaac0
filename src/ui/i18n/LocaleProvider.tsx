import { createContext, type ReactNode, useContext } from 'react'
import { type Locale, type Say, textsOf } from './text'

const texts: Readonly<Record<Locale, Say>> = { en: textsOf('en'), zh: textsOf('zh') }
const Context = createContext<Locale>('en')

/** Says which language is spoken inside. */
export function LocaleProvider({
  locale,
  children,
}: {
  readonly locale: Locale
  readonly children: ReactNode
}) {
  return <Context value={locale}>{children}</Context>
}

/** The language spoken here. */
export const useLocale = (): Locale => useContext(Context)

/** The texts of the language spoken here. */
export const useSay = (): Say => texts[useContext(Context)]
