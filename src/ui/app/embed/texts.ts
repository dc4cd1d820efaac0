import { ownTexts, useLocale } from '../../i18n'

const en = {
  full: 'Open in full',
  fullHint: 'All as it is here, in a tab of its own',
  tooLarge: 'What has been done here is too much for a link.',
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  full: '完整打开',
  fullHint: '在新标签页中打开，状态不变',
  tooLarge: '这里的内容太多，放不进链接。',
}

const says = ownTexts(en, zh)

/** Finds a text of an embed and fills it in, in the language spoken here. */
export const useEmbedSay = (): (typeof says)['en'] => says[useLocale()]
