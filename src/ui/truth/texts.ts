import { ownTexts, useLocale } from '../i18n'

const en = {
  title: 'What is true here',
  intro:
    'Each behaviour that is modelled, where upstream says so, and the tests that hold it. ' +
    'The numbers are counted from the tests when the page is built.',
  figures:
    '{behaviours} behaviours, held by {named} of {tests} unit tests with {cases} listed cases',
  differences: 'What is otherwise here',
  'differences.intro': 'What is known to differ from a real cluster, or is not simulated at all:',
  search: 'Search behaviours, sources and tests',
  clear: 'Clear the search',
  only: 'Only what is otherwise',
  areas: 'Parts',
  none: 'Nothing here speaks of that.',
  found: '{count} of {all}',
  otherwise: 'Otherwise here:',
  source: 'Source:',
  held: 'Held by {count} tests',
  'held.one': 'Held by one test',
  'held.cases': 'Held by {count} tests, {cases} cases',
  'held.cases.one': 'Held by one test, {cases} cases',
  case: '{count} cases',
  sometimes: 'only where a kernel is at hand',
  link: 'Link to this',
  print: 'Print',
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  title: '这里有哪些是真的',
  intro: '列出模拟的每种行为、它的上游出处，以及保证它的测试。数字在构建页面时从测试里数出来。',
  figures:
    '共 {behaviours} 种行为，由 {tests} 个单元测试中的 {named} 个保证，这些测试列出了 {cases} 个用例',
  differences: '这里有哪些不同',
  'differences.intro': '已知与真实集群不同，或完全没有模拟的：',
  search: '搜索行为、出处和测试',
  clear: '清除搜索',
  only: '只看不同之处',
  areas: '分类',
  none: '没有相关内容。',
  found: '{count}/{all}',
  otherwise: '这里不同：',
  source: '出处：',
  held: '由 {count} 个测试保证',
  'held.one': '由 1 个测试保证',
  'held.cases': '由 {count} 个测试保证，{cases} 个用例',
  'held.cases.one': '由 1 个测试保证，{cases} 个用例',
  case: '{count} 个用例',
  sometimes: '仅在有内核可用时运行',
  link: '本条的链接',
  print: '打印',
}

const texts = ownTexts(en, zh)

/** The texts of this folder, in the language spoken here. */
export const useTruthSay = () => texts[useLocale()]
