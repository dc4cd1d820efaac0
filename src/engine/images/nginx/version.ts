/** The last release of each series; a series of its own ends in `.0`. */
const RELEASES: Readonly<Record<string, string>> = {
  '1.22': '1.22.1',
  '1.23': '1.23.4',
  '1.25': '1.25.5',
  '1.26': '1.26.3',
  '1.27': '1.27.5',
  '1.28': '1.28.2',
  '1.29': '1.29.6',
}
const MAINLINE = '1.29.6'
const STABLE = '1.28.2'

/** The version that a tag stands for. */
export function versionOf(tag = 'latest'): string {
  const number = /^\d+(\.\d+)*/.exec(tag)?.[0] ?? ''
  if (number.split('.').length === 3) return number
  if (number === '1' || number === '') return tag.startsWith('stable') ? STABLE : MAINLINE
  return RELEASES[number] ?? `${number}.0`
}
