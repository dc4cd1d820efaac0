import { ownTexts, useLocale } from '../i18n'

const en = {
  'link.damaged':
    'This link is damaged: part of it is missing or changed. Ask for it again. Here is ' +
    'the first scenario instead.',
  'link.too-large':
    'This link holds more than the playground can open. Here is the first scenario instead.',
  'link.too-new':
    'This link was made by a newer version. Reload the page to get it. Here is the first ' +
    'scenario instead.',
  'link.not-a-scenario': 'This link does not hold a scenario. Here is the first scenario instead.',
  'link.version':
    'This link was made by version {made} of the engine, and this is {here}: the same ' +
    'manifest and traffic, but names, addresses and times may differ.',
  'file.refused': 'This file does not hold a scenario that can be read here. It may be damaged.',
  'file.too-large': 'This file holds more than the playground can open.',
  'past.other': 'What was done there came out otherwise here, as far as it could be done again.',
  'past.refused': 'What was done there cannot be read: this is how the cluster began.',
  'storage.refused':
    'What was kept from your last visit could not be read. Here is the first scenario instead.',
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  'link.damaged': '链接已损坏：内容缺失或被改动。请重新索取。现在显示第一个场景。',
  'link.too-large': '链接内容过大，无法打开。现在显示第一个场景。',
  'link.too-new': '链接来自更新的版本。请刷新页面后再试。现在显示第一个场景。',
  'link.not-a-scenario': '链接里不是场景。现在显示第一个场景。',
  'link.version':
    '链接由引擎 {made} 生成，当前为 {here}：清单和流量相同，但名称、地址和时间可能不同。',
  'file.refused': '文件里没有能读取的场景，可能已损坏。',
  'file.too-large': '文件内容过大，无法打开。',
  'past.other': '当时做过的操作，能重做的都重做了，但结果与当时不同。',
  'past.refused': '当时做过的操作读不出来：这是集群最初的样子。',
  'storage.refused': '上次保存的内容无法读取。现在显示第一个场景。',
}

const says = ownTexts(en, zh)

/** What there is to be told of links and files, in the language spoken here. */
export const useNoticeSay = (): (typeof says)['en'] => says[useLocale()]
