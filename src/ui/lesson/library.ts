import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Lesson, LessonStep } from '../../lessons'
import { lessons } from '../../lessons'
import { fetchFinder, marked } from '../../lessons/glossary'
import { type LessonText, readText, type StepText } from '../../lessons/text'
import type { LessonPlace } from '../../scenarios/scenario'
import type { Locale } from '../i18n'
import { guestStore, readGuests } from '../store/guests'

/** The words of our lessons, by `LESSON/LOCALE`; each comes when it is first read. */
const files = import.meta.glob<string>('../../lessons/*/*.md', { query: '?raw', import: 'default' })
const read = new Map<string, Promise<LessonText>>()

/** The words of a lesson. */
export function wordsOf(id: string, locale: Locale): Promise<LessonText> {
  const path = `../../lessons/${id}/${locale}.md`
  if (!files[path]) return guestWords(id, locale)
  const found = read.get(path) ?? fetchText(path, locale)
  read.set(path, found)
  return found
}

/** The words of a lesson that came as a file, in the other language if it has but that. */
async function guestWords(id: string, locale: Locale): Promise<LessonText> {
  await readGuests()
  const found = guestStore.getState().files.find(({ lesson }) => lesson.id === id)
  const { en, zh } = found?.words ?? {}
  const text = found?.words[locale] ?? en ?? zh
  if (!text) throw new Error(`no words: ${id}`)
  return withTerms(text, await fetchFinder(locale))
}

const withTerms = (text: LessonText, finder: Parameters<typeof marked>[1]): LessonText => ({
  ...text,
  steps: text.steps.map((step) => marked(step, finder)),
})

async function fetchText(path: string, locale: Locale): Promise<LessonText> {
  const file = files[path]
  if (!file) throw new Error(`no words: ${path}`)
  try {
    const [markdown, finder] = await Promise.all([file(), fetchFinder(locale)])
    return withTerms(readText(markdown), finder)
  } catch (error) {
    read.delete(path) // the network may come back
    throw error
  }
}

/** A step where it stands: in its lesson, with its words. */
export interface Found {
  readonly lesson: Lesson
  readonly step: LessonStep
  readonly index: number
  readonly words: StepText
  readonly text: LessonText
}

/** Every lesson that is here, ours first, and those that came as files. */
export function useLessons(): readonly Lesson[] {
  const guests = useStore(guestStore, ({ files }) => files)
  useEffect(() => void readGuests(), [])
  return useMemo(() => [...lessons, ...guests.map(({ lesson }) => lesson)], [guests])
}

/** The step at a place; undefined when there is none. */
export function stepAt(lessons: readonly Lesson[], place: LessonPlace) {
  const lesson = lessons.find(({ id }) => id === place.id)
  const index = lesson?.steps.findIndex(({ id }) => id === place.step) ?? -1
  const step = lesson?.steps[index]
  return lesson && step ? { lesson, step, index } : undefined
}

/** The step so many steps further on. */
export function neighbour({ lesson, index }: Pick<Found, 'lesson' | 'index'>, by: number) {
  const step = lesson.steps[index + by]
  return step && { id: lesson.id, step: step.id }
}
