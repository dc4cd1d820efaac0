import { ownTexts, useLocale } from '../i18n'

const en = {
  terminals: 'Terminals',
  terminal: 'Terminal {number}',
  shell: 'bash {number}',
  open: 'New terminal',
  close: 'Close terminal {number}',
  reader: 'Screen reader mode',
  hint: 'Ctrl+` hides · Esc, Tab leaves',
  hintLong: 'Ctrl+` shows and hides the terminal. Escape, then Tab or Shift+Tab, leaves it.',
  keys: 'Keys that a phone lacks',
  keyUp: 'Line before',
  keyDown: 'Line after',
  keyStop: 'Ctrl+C: stop',
  keyTab: 'Tab: complete',
  ended: 'No terminal is open.',
  trace: 'trace',
  why: 'Why?',
  whyOf: 'Why: {text}',
  traceLong: 'What became of the request of this line, step by step',
  traceEach: 'What became of the requests of this line: each click shows the next',
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  terminals: '终端列表',
  terminal: '终端 {number}',
  shell: 'bash {number}',
  open: '新建终端',
  close: '关闭终端 {number}',
  reader: '屏幕阅读器模式',
  hint: 'Ctrl+` 隐藏 · Esc、Tab 离开',
  hintLong: 'Ctrl+` 显示或隐藏终端。先按 Escape，再按 Tab 或 Shift+Tab，可离开终端。',
  keys: '手机没有的按键',
  keyUp: '上一行',
  keyDown: '下一行',
  keyStop: 'Ctrl+C：停止',
  keyTab: 'Tab：补全',
  ended: '没有打开的终端。',
  trace: '追踪',
  why: '为什么?',
  whyOf: '为什么：{text}',
  traceLong: '逐步查看这一行发出的请求',
  traceEach: '逐步查看这一行发出的请求：每次点击显示下一个',
}

/** The pane's texts, by language. */
export const consoleSays = ownTexts(en, zh)

/** The pane's texts in the page's language. */
export const useConsoleSay = () => consoleSays[useLocale()]
