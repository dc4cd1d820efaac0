import { LessonFault } from '../lessons/file/fault'
import { type LessonFile, readLessonFile } from '../lessons/file/lesson-file'
import { StepProof, wordComplaints } from '../lessons/proof/proof'
import { BadInput } from './bad-input'

/**
 * Walks each step of a lesson as its readers would, and tells of each whether it is as it says:
 * answers, commands, ways. Throws `BadInput` when the file cannot be read, or a step is otherwise.
 */
export async function provedLesson(
  file: string,
  text: string,
  out: (line: string) => void,
): Promise<void> {
  const read = await readLessonFile(text).catch((error: unknown) => {
    throw error instanceof LessonFault ? new BadInput(`${file}: ${error.message}`) : error
  })
  const complaints = [...wordComplaints(read.lesson, Object.values(read.words))]
  for (const index of read.lesson.steps.keys()) complaints.push(...(await walked(read, index, out)))
  if (complaints.length > 0) throw new BadInput(complaints.join('\n'))
}

async function walked(
  { lesson, words }: LessonFile,
  index: number,
  out: (line: string) => void,
): Promise<readonly string[]> {
  const step = lesson.steps[index]
  if (!step) return []
  const proof = new StepProof(lesson.kind, step)
  const checks = [
    () => proof.answers(),
    ...Object.values(words).map(
      ({ steps }) =>
        () =>
          proof.commands(steps[index]),
    ),
    () => proof.ways(),
    () => proof.sameness(),
  ]
  const found: string[] = []
  for (const check of checks) {
    const told = await check().catch((error: unknown) => [
      error instanceof Error ? error.message : String(error),
    ])
    found.push(...told.map((each) => `${step.id}: ${each}`))
  }
  if (found.length === 0) out(`${step.id}: as it says\n`)
  return found
}
