import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Goal, Verdict } from '../../engine/api/goal'
import type { LessonPlace } from '../../scenarios/scenario'
import { useSay } from '../i18n'
import { useShared } from '../store'
import { goalText, lackText } from './goal-text'
import styles from './lesson.module.css'
import { brokenStore, note, openedName } from './progress'
import { useLessonSay } from './texts'
import { useVerdicts } from './use-verdicts'

/** What must hold, and whether it does. */
export function Goals({
  place,
  goals,
  heading: Heading,
}: {
  readonly place: LessonPlace
  readonly goals: readonly Goal[]
  /** One below that of what they stand in. */
  readonly heading: 'h3' | 'h4'
}) {
  const say = useLessonSay()
  const verdicts = useVerdicts(goals)
  const holds = verdicts?.every((each) => each.isReached)
  // What holds before anything is broken was repaired by nobody.
  const opened = useShared((state) => state.opened)
  const name = openedName(place, opened)
  const wasBroken = useStore(brokenStore, (broken) => broken.name === name)
  useEffect(() => {
    if (holds === false) brokenStore.setState({ name })
  }, [holds, name])
  const isReached = wasBroken && holds === true
  // biome-ignore lint/correctness/useExhaustiveDependencies: a place is its two names
  useEffect(() => {
    if (isReached) note(place, { isDone: true })
  }, [isReached, place.id, place.step])
  return (
    <div className={styles.goals}>
      <Heading>{say('goals')}</Heading>
      <ul>
        {goals.map((goal, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: goals stay where they are
          <GoalLine key={index} goal={goal} verdict={verdicts?.[index]} />
        ))}
      </ul>
      <p className={styles.faint}>{say('judged')}</p>
      <p role="status" className={styles.reached}>
        {isReached ? say('reached') : ''}
      </p>
    </div>
  )
}

function GoalLine({
  goal,
  verdict,
}: {
  readonly goal: Goal
  readonly verdict: Verdict | undefined
}) {
  const say = useLessonSay()
  const tongue = { say, page: useSay() }
  const state = verdict === undefined ? 'asking' : verdict.isReached ? 'holds' : 'notYet'
  return (
    <li data-state={state}>
      <span className={styles.state} aria-hidden="true" />
      <span>
        {goalText(goal, tongue)}
        <span className={styles.verdict}>
          {say(state)}
          {verdict?.lacks ? `: ${lackText(verdict, tongue)}` : ''}
        </span>
      </span>
    </li>
  )
}
