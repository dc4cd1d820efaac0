import { parseManifest } from '../../scenarios/manifest'
import { distrust } from '../../scenarios/trust'
import { lessons } from '..'
import type { Lesson } from '../lesson'
import { scenarioOf } from '../scenario-of'
import { answersOf, type LessonText, readText, TextFault } from '../text'
import { LessonFault } from './fault'
import { Given } from './given'
import { knotIn } from './knots'
import { readStep } from './steps'

/** A lesson that came as a file or in a link: data and words, of which nothing is executed. */
export interface LessonFile {
  readonly lesson: Lesson
  /** In one language, or in both. */
  readonly words: Readonly<Partial<Record<'en' | 'zh', LessonText>>>
  /** As it came. */
  readonly text: string
}

const begins = /^\uFEFF?(?:#[^\n]*\n){0,4}?# service-playground-lesson\/v1\s*(?:\n|$)/
const most = { steps: 30, words: 64_000, text: 256 * 1024 }

/** Whether a text means to be a lesson's file, whatever is in it. */
export const isLessonFile = (text: string): boolean => begins.test(text.slice(0, 4_000))

/** Reads such a file, to the same as our own lessons are. Throws `LessonFault`. */
export async function readLessonFile(text: string): Promise<LessonFile> {
  const fields = new Given(documentOf(text), '').fields('id', 'kind', 'steps', 'words')
  const id = fields.at('id').name()
  const own = lessons.find((each) => each.id === id)
  if (own) fields.at('id').refuse({ code: 'other-name', name: own.id })
  const lesson: Lesson = {
    id,
    kind: fields.at('kind').oneOf(['walk', 'clinic']),
    steps: fields.at('steps').list([1, most.steps], readStep),
  }
  checkNames(lesson)
  const words = readWords(fields.at('words'), lesson)
  await checkStarts(lesson)
  return { lesson, words, text }
}

function documentOf(text: string): unknown {
  if (text.length > most.text) throw new LessonFault('', { code: 'too-large' })
  const { documents, problems } = parseManifest(text)
  const [problem] = problems
  if (problem) {
    const { message, span } = problem
    throw new LessonFault('', { code: 'yaml', line: span.line, message })
  }
  const [first, ...more] = documents
  if (!isLessonFile(text) || !first || more.length > 0) {
    throw new LessonFault('', { code: 'not-a-lesson' })
  }
  return first.object
}

function checkNames({ steps }: Lesson): void {
  const met = new Set<string>()
  for (const [index, { id }] of steps.entries()) {
    if (met.has(id)) throw new LessonFault(`steps[${index}].id`, { code: 'other-name', name: id })
    met.add(id)
  }
}

function readWords(given: Given, lesson: Lesson): LessonFile['words'] {
  const fields = given.fields('en', 'zh')
  if (!fields.has('en') && !fields.has('zh')) {
    given.refuse({ code: 'one-of', names: ['en', 'zh'] })
  }
  const read = (each: Given) => wordsOf(each, lesson)
  return { ...fields.maybe('en', read), ...fields.maybe('zh', read) }
}

function wordsOf(given: Given, { steps }: Lesson): LessonText {
  const text = parsed(given)
  for (const { id, question } of steps) {
    const found = text.steps.find((each) => each.id === id)
    if (!found) return given.refuse({ code: 'no-words', step: id })
    const predict = found.parts.find((part) => part.id === 'predict')
    const count = question?.proofs.length ?? 0
    if ((predict ? answersOf(predict).length : 0) !== count) {
      given.refuse({ code: 'answers', step: id, count })
    }
  }
  const strange = text.steps.find(({ id }) => steps.every((step) => step.id !== id))
  return strange ? given.refuse({ code: 'no-step', step: strange.id }) : text
}

function parsed(given: Given): LessonText {
  const markdown = given.text(most.words)
  const line = knotIn(markdown)
  if (line !== undefined) given.refuse({ code: 'knot', line })
  try {
    return readText(markdown)
  } catch (error) {
    if (!(error instanceof TextFault)) throw error
    const { code, line } = error
    return given.refuse(code === 'title' ? { code } : { code, line })
  }
}

/** No step opens what a link to its cluster would not. */
async function checkStarts({ steps }: Lesson): Promise<void> {
  for (const [index, { start }] of steps.entries()) {
    if (await distrust(scenarioOf(start, 'en'))) {
      throw new LessonFault(`steps[${index}].start.manifest`, { code: 'distrusted' })
    }
  }
}
