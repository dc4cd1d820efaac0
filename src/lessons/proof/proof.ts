import type { Lesson, LessonStep } from '../lesson'
import { answersOf, type Example, examplesOf, type LessonText, type StepText } from '../text'
import { Walker } from './walker'

/** Both languages of a lesson have this in common. */
const shapeOf = ({ steps }: LessonText) =>
  steps.map(({ id, parts }) => ({
    id,
    parts: parts.map((part) => ({
      id: part.id,
      answers: answersOf(part).length,
      examples: examplesOf(part),
    })),
  }))

/** What of a lesson's words is not in step with its data, or with its other language. */
export function wordComplaints(lesson: Lesson, words: readonly LessonText[]): readonly string[] {
  const [one, other] = words
  const complaints: string[] = []
  if (one && other) {
    const [shapes, others] = [shapeOf(one), shapeOf(other)]
    for (const [index, shape] of shapes.entries()) {
      if (JSON.stringify(shape) !== JSON.stringify(others[index])) {
        complaints.push(`${shape.id}: the two languages differ in parts, answers or commands`)
      }
    }
  }
  for (const [index, step] of lesson.steps.entries()) complaints.push(...inStep(step, index, words))
  for (const { steps } of words) {
    if (steps.length !== lesson.steps.length) complaints.push('there are words for no step')
    for (const { id, parts } of steps) {
      const hints = parts.filter((part) => part.id === 'hint').length
      if (lesson.kind === 'clinic' && hints < 2) complaints.push(`${id}: an incident has two hints`)
    }
  }
  return [...new Set(complaints)]
}

function inStep(
  { id, question }: LessonStep,
  index: number,
  words: readonly LessonText[],
): readonly string[] {
  return words.flatMap(({ steps }) => {
    const found = steps[index]
    if (found?.id !== id) return [`${id}: its words are not in its place`]
    const predict = found.parts.find((part) => part.id === 'predict')
    const answers = predict && answersOf(predict).length
    return answers === question?.proofs.length ? [] : [`${id}: each answer has one proof`]
  })
}

/** A step that is walked to see whether it is as it says: its cluster is opened once. */
export class StepProof {
  private opened: Promise<Walker> | undefined
  private first: string | undefined

  constructor(
    private readonly kind: Lesson['kind'],
    private readonly step: LessonStep,
  ) {}

  /** Whether just the answer that is named comes true. */
  async answers(): Promise<readonly string[]> {
    const { question } = this.step
    if (!question) return []
    const walker = await this.begin()
    await walker.go(question.deeds)
    return question.proofs.flatMap((proof, index) => {
      const isRight = index + 1 === question.right
      if (walker.holds(proof) === isRight) return []
      return [`answer ${index + 1} ${isRight ? 'does not come true' : 'comes true, too'}`]
    })
  }

  /** Whether each command of a text prints what the text says. */
  async commands(text: StepText | undefined): Promise<readonly string[]> {
    const walker = await this.begin()
    const complaints: string[] = []
    for (const example of (text?.parts ?? []).flatMap(examplesOf)) {
      const printed = await walker.run(example.line)
      if (!isAsSaid(printed.text, example)) complaints.push(otherwise(example, printed.text))
    }
    return complaints
  }

  /** Whether its ways reach its goals, two at least, and neither nothing nor the wrong one does. */
  async ways(): Promise<readonly string[]> {
    const { goals = [], ways = [], wrong } = this.step
    const complaints: string[] = []
    if (this.kind === 'clinic' && !wrong) complaints.push('an incident has a repair that fails')
    if (goals.length === 0) {
      if (ways.length > 0) complaints.push('it has ways, and no goals')
      return complaints
    }
    if (ways.length < 2) complaints.push('goals want two ways that differ')
    for (const [index, way] of ways.entries()) {
      const walker = await this.atItsWorst()
      await walker.go(way)
      const missed = walker.judge(goals).filter(({ isReached }) => !isReached)
      const told = JSON.stringify(missed.map(({ lacks }) => lacks))
      if (missed.length > 0) complaints.push(`way ${index + 1} does not reach the goals: ${told}`)
      this.first ??= walker.cluster.digest()
    }
    if (await this.reaches([])) complaints.push('the goals hold before anything is done')
    if (wrong && (await this.reaches(wrong))) complaints.push('the wrong way reaches the goals')
    return complaints
  }

  /** Whether it comes to the same each time. */
  async sameness(): Promise<readonly string[]> {
    const again = async () => {
      const walker = await this.toItsWorst(await Walker.begin(this.step))
      await walker.go(this.step.ways?.[0] ?? [])
      return walker.cluster.digest()
    }
    this.first ??= await again()
    return this.first === (await again()) ? [] : ['it came otherwise the second time']
  }

  /** A cluster is large. */
  forget(): void {
    this.opened = undefined
  }

  /** At the step's beginning: everybody walks in a fork. */
  private async begin(): Promise<Walker> {
    this.opened ??= Walker.begin(this.step)
    return (await this.opened).fork()
  }

  private async atItsWorst(): Promise<Walker> {
    return this.toItsWorst(await this.begin())
  }

  /** After what its question asks about was done, and after it was broken. */
  private async toItsWorst(walker: Walker): Promise<Walker> {
    const { question, breaks = [] } = this.step
    await walker.go(question?.deeds ?? [])
    await walker.go(breaks)
    return walker
  }

  private async reaches(way: NonNullable<LessonStep['wrong']>): Promise<boolean> {
    const walker = await this.atItsWorst()
    await walker.go(way)
    return walker.holds(this.step.goals ?? [])
  }
}

/** Whether a command printed what a text says, in which `…` stands for anything in a line. */
function isAsSaid(printed: string, { output }: Example): boolean {
  const shown = output.split('\n').map((line) => line.split(/\s+/).filter(Boolean))
  const pattern = shown.map((words) => words.map(escaped).join('\\s+').replaceAll('…', '.*?'))
  return new RegExp(`^\\s*${pattern.join('\\s*\\n\\s*')}\\s*$`).test(printed)
}
const escaped = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

const otherwise = ({ line, output }: Example, printed: string): string =>
  [`${line}: prints`, printed.trimEnd(), 'where the words say', output].join('\n')
