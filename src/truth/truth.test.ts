import { beforeAll, describe, expect, it } from 'vitest'
import { testsIn, testsOf } from '../tasks/tests-told'
import { truthHeld } from '../tasks/truth-held'
import { areas } from '.'

const behaviours = areas.flatMap((area) => area.behaviours)
const named = behaviours.flatMap(({ tests }) => tests)
const texts = behaviours.flatMap(({ says, differs }) => (differs ? [says, differs] : [says]))

describe('what is said to be true here', () => {
  const found = testsIn(`${import.meta.dirname}/..`).map(
    (test) => [`${test.file.replace(/\.test\.tsx?$/, '')} > ${test.title}`, test.runs] as const,
  )
  const runs = new Map<string, string>(found)

  it('is held by tests that are there, each under a title of its own', () => {
    expect(named.filter((name) => !runs.has(name))).toEqual([])
    const titles: readonly string[] = found.map(([name]) => name)
    expect(named.filter((name) => titles.filter((each) => each === name).length > 1)).toEqual([])
  })

  it('is held by a test that always runs', () => {
    const loose = behaviours.filter(
      ({ tests }) => !tests.some((name) => runs.get(name) === 'always'),
    )
    expect(loose.map(({ id }) => id)).toEqual([])
    expect(named.filter((name) => runs.get(name) === 'never')).toEqual([])
  })

  it('has names of its own, and says where upstream says so', () => {
    const ids = [...areas, ...behaviours].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z\d]+)*$/)
    for (const { source } of behaviours) expect(source).not.toBe('')
    expect(behaviours.length).toBeGreaterThanOrEqual(60)
  })

  it('is said in both languages, in whole sentences', () => {
    for (const { en, zh } of texts) {
      expect(en).toMatch(/^[A-Z{`a-z].*\.$/)
      expect(zh).toMatch(/\p{Script=Han}.*。$/u)
      expect(zh).not.toMatch(/[;!?] |\.$/)
    }
  })
})

describe('what the build counts', () => {
  let made: Awaited<ReturnType<typeof truthHeld>>
  beforeAll(async () => {
    made = await truthHeld()
  })

  it('has every test that is named, with its place', () => {
    expect(Object.keys(made.tests).sort()).toEqual([...new Set(named)].sort())
    for (const { line } of Object.values(made.tests)) expect(line).toBeGreaterThan(0)
  })

  it('fills all that the sentences leave open', () => {
    const slots = texts.flatMap(({ en, zh }) => [...`${en} ${zh}`.matchAll(/\{(\w+)\}/g)])
    expect(slots.length).toBeGreaterThan(0)
    for (const [, slot] of slots) expect(made.figures).toHaveProperty(slot ?? '')
    for (const figure of Object.values(made.figures)) expect(figure).toBeGreaterThan(10)
  })
})

describe('what a test file says of itself', () => {
  const told = (...lines: readonly string[]) =>
    testsOf('a.test.ts', lines.join('\n')).map(({ title, cases, runs, line }) =>
      [title, cases ?? '-', runs, line].join(' '),
    )

  it('is each test with the titles around it, its line and its cases', () => {
    expect(
      told(
        'const rows = [1, 2, ...[3, 4]] as const',
        "describe('a', () => {",
        "  it('b', () => {})",
        "  describe.each(rows)('c %s', () => {",
        "    it.each<number>([1, 2, 3])('d', () => {})",
        '    it.each(rows)(`e`, () => {})',
        "    it.each(others())('f', () => {})",
        '  })',
        '})',
        "it('g', () => {})",
      ),
    ).toEqual([
      'a > b - always 3',
      'a > c %s > d 3 always 5',
      'a > c %s > e 4 always 6',
      'a > c %s > f - always 7',
      'g - always 10',
    ])
  })

  it('is whether it runs', () => {
    expect(
      told(
        "describe.skip('a', () => { it('b', () => {}) })",
        "it.todo('c')",
        "it.skipIf(true)('d', () => {})",
        "describe.skipIf(true)('e', () => { it.each([1])('f', () => {}) })",
      ),
    ).toEqual(['a > b - never 1', 'c - never 2', 'd - sometimes 3', 'e > f 1 sometimes 4'])
  })
})
