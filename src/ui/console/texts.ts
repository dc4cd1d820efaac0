import { type Locale, useLocale } from '../i18n'

const en = {
  terminals: 'Terminals',
  terminal: 'Terminal {number}',
  shell: 'bash {number}',
  open: 'New terminal',
  close: 'Close terminal {number}',
  reader: 'Screen reader mode',
  hint: 'Esc, Tab: leave',
  hintLong: 'Press Escape, then Tab or Shift+Tab, to leave the terminal.',
  ended: 'No terminal is open.',
} as const

/** A text of the pane. */
export type ConsoleTextKey = keyof typeof en

const zh: Readonly<Record<ConsoleTextKey, string>> = {
  terminals: '终端列表',
  terminal: '终端 {number}',
  shell: 'bash {number}',
  open: '新建终端',
  close: '关闭终端 {number}',
  reader: '屏幕阅读器模式',
  hint: 'Esc、Tab：离开',
  hintLong: '先按 Escape，再按 Tab 或 Shift+Tab，可离开终端。',
  ended: '没有打开的终端。',
}

const catalogues: Readonly<Record<Locale, Readonly<Record<ConsoleTextKey, string>>>> = { en, zh }

/** The pane's texts in the page's language. */
export const useConsoleSay = () => {
  const locale = useLocale()
  return (key: ConsoleTextKey, number?: number): string =>
    catalogues[locale][key].replace('{number}', String(number ?? ''))
}
