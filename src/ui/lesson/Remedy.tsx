import { useEffect, useRef, useState } from 'react'
import type { Act, LessonStep, Way } from '../../lessons'
import type { Part } from '../../lessons/text'
import type { LessonPlace } from '../../scenarios/scenario'
import { Button } from '../controls'
import { type Playground, type PlaygroundState, usePlayground } from '../store'
import { actText } from './act-text'
import { perform } from './acts'
import { Console } from './Console'
import styles from './lesson.module.css'
import { openStep } from './open-step'
import { Prose } from './Prose'
import { brokenStore, note, openedName } from './progress'
import { useLessonSay } from './texts'
import { useStepProgress } from './use-progress'
import { judged } from './use-verdicts'

/** Hints, which open one by one, each after another look at the cluster. */
export function Hints({
  place,
  parts,
}: {
  readonly place: LessonPlace
  readonly parts: readonly Part[]
}) {
  const say = useLessonSay()
  const { hints = 0 } = useStepProgress(place)
  const mayOpen = useHasLooked(place, hints)
  if (parts.length === 0) return null
  return (
    <section className={styles.part}>
      <h3>{say('hint')}</h3>
      <ol className={styles.hints}>
        {parts.slice(0, hints).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: hints stay where they are
          <li key={index}>
            <Prose nodes={part.nodes} />
          </li>
        ))}
      </ol>
      {hints < parts.length ? (
        <>
          <Button disabled={!mayOpen} onClick={() => note(place, { hints: hints + 1 })}>
            {say('openHint', { number: hints + 1, all: parts.length })}
          </Button>
          {mayOpen ? null : (
            <p className={styles.faint}>{say(hints === 0 ? 'hintsAfter' : 'lookFirst')}</p>
          )}
        </>
      ) : null}
    </section>
  )
}

/** Whether the reader has looked at something since a step was opened, or a hint of it. */
function useHasLooked({ id, step }: LessonPlace, hints: number): boolean {
  const { subscribe } = usePlayground()
  const [hasLooked, setLooked] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each hint wants a look of its own
  useEffect(() => {
    setLooked(false)
    return subscribe((after, before) => {
      if (isLook(after, before)) setLooked(true)
    })
  }, [subscribe, id, step, hints])
  return hasLooked
}

/** Whether somebody has just looked into something: by a command, a click, or a question. */
function isLook(after: PlaygroundState, before: PlaygroundState): boolean {
  const { ran, askedWhy, selected, looked } = after
  if (
    ran !== before.ran &&
    /\b(get|describe|logs|exec|explain|nslookup|dig|curl)\b/.test(ran?.line ?? '')
  )
    return true
  if (askedWhy !== before.askedWhy || looked !== before.looked) return true
  return selected !== undefined && selected !== before.selected
}

/** What brings the goals about, once somebody wants to know; it can be done in the cluster. */
export function Solution({
  place,
  step,
  part,
}: {
  readonly place: LessonPlace
  readonly step: LessonStep
  readonly part: Part | undefined
}) {
  const say = useLessonSay()
  const playground = usePlayground()
  const { isTold = false } = useStepProgress(place)
  const [doing, setDoing] = useState<AbortController>()
  const last = useRef<AbortController>(undefined)
  last.current = doing
  useEffect(() => () => last.current?.abort(), [])
  const [way] = step.ways ?? []
  if (!way) return null
  const replay = async () => {
    const controller = new AbortController()
    setDoing(controller)
    openStep(playground, place)
    const { signal } = controller
    const how = { signal, say: (act: Act) => actText(act, say) }
    await opened(playground)
    await perform(playground, [...(step.question?.deeds ?? []), ...(step.breaks ?? [])], how)
    await noteBroken(playground, place, step)
    await perform(playground, way, how)
    setDoing(undefined)
  }
  return (
    <section className={styles.part}>
      {isTold ? (
        <>
          <h3>{say('solution')}</h3>
          {part ? <Prose nodes={part.nodes} /> : null}
          <WayText way={way} />
          {doing ? (
            <Button onClick={() => doing.abort()}>{say('stop')}</Button>
          ) : (
            <Button onClick={() => void replay()}>{say('replay')}</Button>
          )}
        </>
      ) : (
        <Button tone="quiet" onClick={() => note(place, { isTold: true })}>
          {say('showSolution')}
        </Button>
      )}
    </section>
  )
}

/** What is repaired at once is seen to have been broken all the same. */
async function noteBroken(
  { client, getState }: Playground,
  place: LessonPlace,
  { goals = [] }: LessonStep,
): Promise<void> {
  const verdicts = await judged(client, goals)
  const name = openedName(place, getState().opened)
  if (verdicts?.some(({ isReached }) => !isReached)) brokenStore.setState({ name })
}

/** Until the scenario that is being opened is there. */
function opened({ getState, subscribe }: ReturnType<typeof usePlayground>): Promise<void> {
  return new Promise((done) => {
    if (!getState().loading) return done()
    const stop = subscribe(({ loading }) => {
      if (loading) return
      stop()
      done()
    })
  })
}

function WayText({ way }: { readonly way: Way }) {
  const say = useLessonSay()
  return (
    <ol className={styles.way}>
      {way.map((act, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: acts stay where they are
        <li key={index}>
          {'line' in act ? (
            <Console examples={[{ line: act.line, output: '' }]} />
          ) : (
            <>
              {actText(act, say)}
              <Replaced act={act} />
            </>
          )}
        </li>
      ))}
    </ol>
  )
}

function Replaced({ act }: { readonly act: Act }) {
  if (!('replace' in act)) return null
  return (
    <div className={styles.diff}>
      <del>{act.replace}</del>
      <ins>{act.by}</ins>
    </div>
  )
}
