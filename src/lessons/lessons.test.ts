import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { type Lesson, lessons } from '.'
import { StepProof, wordComplaints } from './proof/proof'
import { readText } from './text'

const textOf = ({ id }: Lesson, locale: 'en' | 'zh') =>
  readText(readFileSync(new URL(`${id}/${locale}.md`, import.meta.url), 'utf8'))

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  const en = textOf(lesson, 'en')

  it('says the same in both languages, and as much as its data', () => {
    expect(wordComplaints(lesson, [en, textOf(lesson, 'zh')])).toEqual([])
  })

  describe.each(lesson.steps.map((step) => [step.id, step] as const))('%s', (id, step) => {
    const proof = new StepProof(lesson.kind, step)
    afterAll(() => proof.forget())

    it('has one answer that comes true', async () => {
      expect(await proof.answers()).toEqual([])
    })

    it('has commands that print what it says', async () => {
      const words = en.steps.find((each) => each.id === id)
      expect(await proof.commands(words)).toEqual([])
    })

    it('is reached in each way that it names, and in no other', async () => {
      expect(await proof.ways()).toEqual([])
    })

    it('comes to the same each time', async () => {
      expect(await proof.sameness()).toEqual([])
    })
  })
})
