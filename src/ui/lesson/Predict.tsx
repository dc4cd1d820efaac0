import { useId, useRef, useState } from 'react'
import type { Question } from '../../lessons'
import { answersOf, type Part } from '../../lessons/text'
import type { LessonPlace } from '../../scenarios/scenario'
import { Button } from '../controls'
import { usePlayground } from '../store'
import { actText } from './act-text'
import { perform } from './acts'
import styles from './lesson.module.css'
import { Words } from './Prose'
import { note } from './progress'
import { useLessonSay } from './texts'
import { useStepProgress } from './use-progress'
import { useTouched } from './use-touched'
import { judged } from './use-verdicts'

/** A question, the reader's answer, and which of the answers the cluster bears out. */
export function Predict({
  place,
  part,
  question,
}: {
  readonly place: LessonPlace
  readonly part: Part
  readonly question: Question
}) {
  const say = useLessonSay()
  const name = useId()
  const { answer, cameTrue } = useStepProgress(place)
  const list = part.nodes.findIndex(({ type }) => type === 'list')
  return (
    <section className={styles.part} aria-labelledby={`${name}-title`}>
      <h3 id={`${name}-title`}>
        {part.title === say('predict') ? null : (
          <span className={styles.kind}>{say('predict')}</span>
        )}
        {part.title}
      </h3>
      <div className={styles.prose}>
        <Words nodes={part.nodes.slice(0, list)} />
      </div>
      <fieldset className={styles.answers} aria-labelledby={`${name}-title`}>
        {answersOf(part).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: answers stay where they are
          <label key={index} data-true={cameTrue === index + 1 || undefined}>
            <input
              type="radio"
              name={name}
              checked={answer === index + 1}
              disabled={cameTrue !== undefined}
              onChange={() => note(place, { answer: index + 1 })}
            />
            <span>
              <Words nodes={item.children.flatMap(inline)} />
              {cameTrue === index + 1 ? <em>{say('cameTrue')}</em> : null}
            </span>
          </label>
        ))}
      </fieldset>
      <Compared place={place} question={question} />
      {cameTrue === undefined ? null : (
        <div className={styles.prose}>
          <Words nodes={part.nodes.slice(list + 1)} />
        </div>
      )}
    </section>
  )
}

/** An answer is a line: its paragraph is none. */
const inline = (node: Part['nodes'][number]) => (node.type === 'paragraph' ? node.children : [node])

function Compared({
  place,
  question,
}: {
  readonly place: LessonPlace
  readonly question: Question
}) {
  const say = useLessonSay()
  const playground = usePlayground()
  const { answer, cameTrue } = useStepProgress(place)
  const [state, setState] = useState<'idle' | 'doing' | 'asking' | 'none' | 'untouched'>('idle')
  const isTouched = useTouched()
  const isPatient = question.deeds.every((act) => 'seconds' in act)
  const doing = useRef<AbortController>(undefined)
  const compare = async () => {
    // What holds before anything was done would pass for what came true.
    if (isTouched || isPatient) await ask()
    else setState('untouched')
  }
  const ask = async () => {
    setState('asking')
    const right = await cameTrueOf(playground, question)
    setState(right === undefined ? 'none' : 'idle')
    if (right !== undefined) note(place, { cameTrue: right })
  }
  const doIt = async () => {
    const controller = new AbortController()
    doing.current = controller
    setState('doing')
    const { signal } = controller
    await perform(playground, question.deeds, { signal, say: (act) => actText(act, say) })
    if (signal.aborted) setState('idle')
    else await ask()
  }
  if (cameTrue !== undefined) {
    return <p role="status">{say(cameTrue === answer ? 'asYouSaid' : 'otherwise')}</p>
  }
  const isBusy = state === 'doing' || state === 'asking'
  const hints = {
    idle: answer ? 'chosen' : 'choose',
    doing: 'comparing',
    asking: 'comparing',
    none: 'noneTrue',
    untouched: 'untouched',
  } as const
  return (
    <div className={styles.compare}>
      <p role="status">{say(hints[state])}</p>
      <div className={styles.buttons}>
        <Button disabled={!answer || isBusy} onClick={() => void compare()}>
          {say('compare')}
        </Button>
        {state === 'doing' ? (
          <Button tone="quiet" onClick={() => doing.current?.abort()}>
            {say('stop')}
          </Button>
        ) : (
          <Button tone="quiet" disabled={!answer || isBusy} onClick={() => void doIt()}>
            {say('doIt')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The answer that holds in the cluster, if exactly one does. */
async function cameTrueOf(
  { client }: ReturnType<typeof usePlayground>,
  { proofs }: Question,
): Promise<number | undefined> {
  const holds = await Promise.all(
    proofs.map(async (proof) => (await judged(client, proof))?.every((each) => each.isReached)),
  )
  const right = holds.flatMap((each, index) => (each ? [index + 1] : []))
  return right.length === 1 ? right[0] : undefined
}
