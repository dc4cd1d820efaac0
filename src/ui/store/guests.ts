import { createStore } from 'zustand/vanilla'
import { lessons } from '../../lessons'
import { faultText, LessonFault } from '../../lessons/file/fault'
import { type LessonFile, readLessonFile } from '../../lessons/file/lesson-file'
import { startOf } from '../../lessons/start-of'
import { packedText, unpackedText } from '../../scenarios/codec'
import type { LessonPlace, Scenario } from '../../scenarios/scenario'
import type { Locale } from '../i18n'
import type { Playground } from './playground'

/** Lessons that came as files or in links, the latest first. */
export const guestStore = createStore<{ readonly files: readonly LessonFile[] }>(() => ({
  files: [],
}))

const key = 'service-playground.lesson-files'
/** As many are kept. */
const most = 5

let reading: Promise<void> | undefined

/** Reads, once, the lessons that are kept on this machine. */
export function readGuests(): Promise<void> {
  reading ??= readKept()
  return reading
}

async function readKept(): Promise<void> {
  for (const text of keptTexts().toReversed()) {
    // Another version may be stricter: what it refuses is left where it is.
    await readLessonFile(text).then(put, () => undefined)
  }
}

/** A page within another keeps nothing. */
const isOwnPage = () => window.parent === window

function keptTexts(): readonly string[] {
  try {
    const all: unknown = isOwnPage() ? JSON.parse(localStorage.getItem(key) ?? '[]') : []
    return Array.isArray(all) ? all.slice(0, most).filter((each) => typeof each === 'string') : []
  } catch {
    return [] // no storage, or not ours
  }
}

function keep(): void {
  if (!isOwnPage()) return
  try {
    const texts = guestStore.getState().files.map(({ text }) => text)
    localStorage.setItem(key, JSON.stringify(texts))
  } catch {
    return // full, or forbidden: it is here until the page is closed
  }
}

/** The latest of a name takes the place of those before. */
const put = (file: LessonFile): void =>
  guestStore.setState(({ files }) => {
    const others = files.filter(({ lesson }) => lesson.id !== file.lesson.id)
    return { files: [file, ...others].slice(0, most) }
  })

async function take(text: string): Promise<LessonFile> {
  await readGuests()
  const file = await readLessonFile(text)
  put(file)
  keep()
  return file
}

/** Takes a lesson away that came as a file. */
export function dismissGuest(id: string): void {
  guestStore.setState(({ files }) => ({ files: files.filter(({ lesson }) => lesson.id !== id) }))
  keep()
}

/** The scenario of a step of any lesson that is here, of its first when none is named. */
export const startHere = (
  id: string,
  step: string | undefined,
  locale: Locale,
): Scenario | undefined =>
  startOf([...lessons, ...guestStore.getState().files.map(({ lesson }) => lesson)], {
    ...{ id, step, locale },
  })

/** Opens a lesson's file at its first step, or says what in it cannot be read. */
export async function openLessonFile(
  { actions, getState }: Playground,
  text: string,
): Promise<boolean> {
  const { locale } = getState()
  try {
    const { lesson } = await take(text)
    const scenario = startHere(lesson.id, undefined, locale)
    actions.notify(undefined)
    if (scenario) await actions.open(scenario)
  } catch (error) {
    actions.notify({ kind: 'refused', message: told(error, locale) })
  }
  return true
}

const told = (error: unknown, locale: Locale): string => {
  const intro = locale === 'zh' ? '这门课读不出来。' : 'This lesson cannot be read. '
  return error instanceof LessonFault
    ? `${intro}${faultText(error.place, error.wanted, locale)}`
    : intro
}

/** What a link to a step of a lesson means: of ours, of a guest's, or with the lesson in it. */
export async function lessonLinked(hash: string, locale: Locale): Promise<Scenario | string> {
  const [, kind, id = '', step] = /^#?(lesson|l)=([\w.-]+)(?:\/([a-z0-9-]+))?$/.exec(hash) ?? []
  try {
    const name = kind === 'l' ? (await take(unpacked(id))).lesson.id : id
    const isOurs = lessons.some((each) => each.id === name)
    if (!isOurs) await readGuests()
    return startHere(name, step, locale) ?? 'damaged'
  } catch (error) {
    return told(error, locale)
  }
}

function unpacked(packed: string): string {
  const found = unpackedText(packed)
  if (typeof found === 'string') throw new LessonFault('', { code: 'damaged' })
  return found.text
}

/** The link to a step, with the lesson in it where it came as a file; undefined when too long. */
export function lessonLink({ id, step }: LessonPlace): string | undefined {
  const file = guestStore.getState().files.find(({ lesson }) => lesson.id === id)
  if (!file) return `#lesson=${id}/${step}`
  const packed = packedText(file.text)
  return packed && `#l=${packed}/${step}`
}
