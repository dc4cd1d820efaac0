import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { type Lesson, type LessonStep, lessons } from '.'
import { type Printed, Walker } from './testing/walker'
import { answersOf, examplesOf, type LessonText, readText, type StepText } from './text'

const locales = ['en', 'zh'] as const
const textOf = ({ id }: Lesson, locale: 'en' | 'zh') =>
  readText(readFileSync(new URL(`${id}/${locale}.md`, import.meta.url), 'utf8'))

/** What both languages must have in common. */
const shapeOf = ({ steps }: LessonText) =>
  steps.map(({ id, parts }) => ({
    id,
    parts: parts.map((part) => ({
      id: part.id,
      answers: answersOf(part).length,
      examples: examplesOf(part),
    })),
  }))

/** Whether a command printed what a text says, in which `…` stands for anything in a line. */
function isAsSaid(printed: string, said: string): boolean {
  const shown = said.split('\n').map((line) => line.split(/\s+/).filter(Boolean))
  const pattern = shown.map((words) => words.map(escaped).join('\\s+').replaceAll('…', '.*?'))
  return new RegExp(`^\\s*${pattern.join('\\s*\\n\\s*')}\\s*$`).test(printed)
}
const escaped = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** After what a step's question asks about was done, and after it was broken. */
async function toItsWorst(walker: Walker, step: LessonStep): Promise<Walker> {
  await walker.go(step.question?.deeds ?? [])
  await walker.go(step.breaks ?? [])
  return walker
}

async function printedBy(walker: Walker, text: StepText | undefined) {
  const printed: (Printed & { readonly line: string; readonly output: string })[] = []
  for (const example of (text?.parts ?? []).flatMap(examplesOf)) {
    printed.push({ ...example, ...(await walker.run(example.line)) })
  }
  return printed
}

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  const texts = { en: textOf(lesson, 'en'), zh: textOf(lesson, 'zh') }

  it('says the same in both languages, and as much as its data', () => {
    expect(shapeOf(texts.zh)).toEqual(shapeOf(texts.en))
    expect(texts.en.steps.map(({ id }) => id)).toEqual(lesson.steps.map(({ id }) => id))
    const asked = shapeOf(texts.en).map(({ parts }) => parts.find(({ id }) => id === 'predict'))
    expect(asked.map((each) => each?.answers)).toEqual(
      lesson.steps.map(({ question }) => question?.proofs.length),
    )
    for (const locale of locales) {
      for (const { id, parts } of texts[locale].steps) {
        const hints = parts.filter((part) => part.id === 'hint').length
        if (lesson.kind === 'clinic') expect(hints, `hints of ${id}`).toBeGreaterThan(1)
      }
    }
  })

  describe.each(lesson.steps.map((step) => [step.id, step] as const))('%s', (id, step) => {
    const { question, goals = [], ways = [], wrong } = step
    let opened: Promise<Walker> | undefined
    /** At the step's beginning: it is opened once, and everybody walks in a fork. */
    const atTheStart = async () => {
      opened ??= Walker.begin(step)
      return (await opened).fork()
    }
    const atItsWorst = async () => toItsWorst(await atTheStart(), step)
    /** What the first way came to: once is enough to compare with. */
    let before: string | undefined
    afterAll(() => {
      opened = undefined // a cluster is large
    })

    it('has one answer that comes true', async () => {
      if (!question) return
      const walker = await atTheStart()
      await walker.go(question.deeds)
      const right = question.proofs.map((proof) => walker.holds(proof))
      expect(right).toEqual(question.proofs.map((__, index) => index + 1 === question.right))
    })

    it('has commands that print what it says', async () => {
      const text = texts.en.steps.find((each) => each.id === id)
      for (const { line, output, text: printed } of await printedBy(await atTheStart(), text)) {
        expect(isAsSaid(printed, output) ? output : printed, line).toBe(output)
      }
    })

    it('is reached in each way that it names, and in no other', async () => {
      expect(ways.length).toBe(goals.length === 0 ? 0 : Math.max(2, ways.length))
      if (lesson.kind === 'clinic') expect(wrong, 'a repair that does not do').toBeDefined()
      if (goals.length === 0) return
      for (const way of ways) {
        const walker = await atItsWorst()
        await walker.go(way)
        expect(walker.judge(goals).filter(({ isReached }) => !isReached)).toEqual([])
        before ??= walker.cluster.digest()
      }
      for (const way of [[], ...(wrong ? [wrong] : [])]) {
        const walker = await atItsWorst()
        await walker.go(way)
        expect(walker.holds(goals)).toBe(false)
      }
    })

    it('comes to the same each time', async () => {
      const digest = async () => {
        const walker = await toItsWorst(await Walker.begin(step), step)
        await walker.go(ways[0] ?? [])
        return walker.cluster.digest()
      }
      expect(await digest()).toBe(before ?? (await digest()))
    })
  })
})
