import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LessonFault } from './fault'
import { knotIn } from './knots'
import { isLessonFile, readLessonFile } from './lesson-file'

const example = readFileSync(
  new URL('../../../public/example-lesson.yaml', import.meta.url),
  'utf8',
)
const why = async (text: string, locale: 'en' | 'zh' = 'en') => {
  const fault = await readLessonFile(text).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(fault instanceof LessonFault)) return fault
  const { faultText } = await import('./fault')
  return faultText(fault.place, fault.wanted, locale)
}
const with_ = (before: string, after: string): string => {
  expect(example).toContain(before)
  return example.replace(before, () => after)
}

describe('a lesson from a file', () => {
  it('is read to what our own lessons are, with its words', async () => {
    expect(isLessonFile(example)).toBe(true)
    const { lesson, words } = await readLessonFile(example)
    expect(lesson).toMatchObject({ id: 'two-colours', kind: 'walk' })
    const [step] = lesson.steps
    expect(step?.start.traffic).toEqual([
      {
        name: 'inside',
        from: { type: 'pod', namespace: 'default', name: 'buyer' },
        url: 'http://shop',
        ratePerSecond: 4,
        concurrency: 10,
        keepAlive: false,
        timeoutSeconds: 5,
      },
    ])
    expect(words.en?.title).toBe('Two colours')
    expect(words.zh?.steps[0]?.parts.map(({ id }) => id)).toEqual(['predict', 'repair', 'hint'])
  })

  it('may have one language', async () => {
    const { words } = await readLessonFile(example.slice(0, example.indexOf('  zh: |')))
    expect(Object.keys(words)).toEqual(['en'])
  })

  it.each([
    ['another file', 'kind: Pod', 'must be one YAML document that begins with # service-'],
    ['no YAML', with_('kind: walk', 'kind: [walk'), 'line 5: did not find expected'],
    ['a name of ours', with_('id: two-colours', 'id: service'), 'id: must be another name'],
    ['a name that is a path', with_('id: two-colours', 'id: ../up'), 'id: must be a name'],
    ['a kind of its own', with_('kind: walk', 'kind: run'), 'kind: must be one of: walk, clinic'],
    ['a field that is none', with_('goals:', 'gaols:'), 'steps[0].gaols: is no field here'],
    ['a prototype', with_('kind: walk', 'kind: walk\n__proto__: {a: 1}'), '__proto__: is no field'],
    ['no question’s answer', with_('right: 2', 'right: 3'), 'right: must be a whole number from 1'],
    ['an act of two kinds', with_('seconds: 8', 'seconds: 8\n      line: ls'), 'just one of: line'],
    ['an act of none', with_('seconds: 8', 'run: rm'), 'run: is no field here'],
    ['time without end', with_('seconds: 8', 'seconds: 1e9'), 'must be a number from 0.1 to 600'],
    ['no time', with_('seconds: 8', 'seconds: .nan'), 'unsupported value: NaN'],
    ['a client of nobody', with_('type: pod, name: buyer}, url', 'type: eve}, url'), 'must be one'],
    ['more Pods than count', with_('pods: 4', 'pods: 10000'), 'pods: must be a whole number'],
    ['goals of nobody', with_('{by: {from', '{by: {traffic: a, from'), 'by: must have just one'],
    ['more Pods than there may be', with_('replicas: 2', 'replicas: 90000000'), 'asks for more'],
    [
      'words of no step',
      with_('{#share}', '{#other}'),
      'words.en: has no words for the step share',
    ],
    [
      'an answer too few',
      with_('    1. The green Pods.\n', ''),
      '{#predict} must have a list of 2',
    ],
    ['a heading without name', with_(' {#share}', ''), 'line 3: a heading must end with its name'],
    ['a part of no name', with_('{#repair}', '{#mend}'), 'parts of a step are predict, run'],
    ['no title', with_('# Two colours', 'Two colours'), 'words.en: must begin with a title'],
    ['no words', example.slice(0, example.indexOf('  en: |')), 'words: must be an object'],
    ['too much', `${example}${'#'.repeat(300_000)}`, 'is larger than a lesson may be'],
    ['aliases that grow', with_('kind: walk', `kind: walk\n${laughs()}`), 'line '],
  ])('is refused with %s, at its place', async (_, text, told) => {
    expect(await why(text)).toContain(told)
  })

  // Each would hold a tab for seconds, or overflow its stack.
  it.each([
    ['quotes in quotes', '>'.repeat(50_000)],
    ['quotes with blanks', '> '.repeat(20_000)],
    ['lists in lists', Array.from({ length: 200 }, (_, at) => `${' '.repeat(at)}- a`).join('\n')],
    ['emphasis that never ends', '_a**'.repeat(12_000)],
    ['links that never end', '[a]('.repeat(12_000)],
    ['ticks of every length', Array.from({ length: 300 }, (_, at) => '`'.repeat(at)).join(' ')],
    ['one endless paragraph', 'words '.repeat(8_000)],
  ])('is refused with %s, before it is parsed', async (_, knot) => {
    const indented = knot.replaceAll('\n', '\n    ')
    const told = await why(with_('A lesson in one file', indented))
    expect(told).toMatch(/^words\.en: line \d+: is nested, long or full of marks/)
  })

  it('takes what our own lessons are written like', () => {
    for (const id of ['service', 'clinic']) {
      for (const locale of ['en', 'zh']) {
        const path = new URL(`../${id}/${locale}.md`, import.meta.url)
        expect(knotIn(readFileSync(path, 'utf8')), `${id} ${locale}`).toBeUndefined()
      }
    }
  })

  it('is refused in Chinese, too', async () => {
    expect(await why(with_('kind: walk', 'kind: run'), 'zh')).toBe(
      'kind：必须是其中之一：walk, clinic',
    )
  })

  it('keeps HTML as words, and leads nowhere by itself', async () => {
    const wild = '<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))'
    const { words } = await readLessonFile(with_('A lesson in one file', wild))
    expect(JSON.stringify(words.en?.intro)).toContain('"type":"html"')
  })
})

/** Nine lists of nine, each of the one before. */
function laughs(): string {
  const lines = ['a0: &a0 [x, x]']
  for (let depth = 1; depth < 9; depth++) {
    lines.push(
      `a${depth}: &a${depth} [${Array(9)
        .fill(`*a${depth - 1}`)
        .join(', ')}]`,
    )
  }
  return lines.join('\n')
}
