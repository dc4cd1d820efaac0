import { ownTexts, useLocale } from '../i18n'

const en = {
  title: 'What the doctor finds',
  open: 'Send a request…',
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  title: '诊断结果',
  open: '发送一个请求…',
}

const says = ownTexts(en, zh)

/** The texts of who asks for what in the page's language: they come with the pane. */
export const useTrafficSay = () => says[useLocale()]
