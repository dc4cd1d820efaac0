import { useEffect, useRef, useState } from 'react'
import type { Part } from '../../lessons/text'
import type { LessonPlace } from '../../scenarios/scenario'
import { Button, IconButton } from '../controls'
import { keepCures, usePlayground, useShared } from '../store'
import { actText } from './act-text'
import { perform } from './acts'
import { Goals } from './Goals'
import styles from './lesson.module.css'
import type { Found } from './library'
import { neighbour } from './library'
import { openStep } from './open-step'
import { Predict } from './Predict'
import { Prose } from './Prose'
import { note } from './progress'
import { Hints, Solution } from './Remedy'
import { useLessonSay } from './texts'
import { useStepProgress } from './use-progress'

/** A step of a lesson, beside its cluster. */
export function StepView({
  place,
  found,
  onHome,
}: {
  readonly place: LessonPlace
  readonly found: Found
  /** Leads to where all parts are listed. */
  readonly onHome: () => void
}) {
  const { step, words } = found
  const hints = words.parts.filter(({ id }) => id === 'hint')
  const solution = words.parts.find(({ id }) => id === 'solution')
  const shown = words.parts.filter(({ id }) => id !== 'hint' && id !== 'solution')
  const { goals = [] } = step
  useCuresKeptFor(place, found)
  const hasRepair = shown.some(({ id }) => id === 'repair')
  const heading = hasRepair ? 'h4' : 'h3'
  const goalsHere =
    goals.length > 0 ? <Goals place={place} goals={goals} heading={heading} /> : null
  return (
    <article className={styles.step}>
      <h2>{words.title}</h2>
      <Prose nodes={words.nodes} />
      {shown.map((part) =>
        part.id === 'predict' && step.question ? (
          <Predict key={part.id} place={place} part={part} question={step.question} />
        ) : (
          <Section key={part.id} part={part} found={found}>
            {part.id === 'repair' ? goalsHere : null}
          </Section>
        ),
      )}
      {hasRepair ? null : goalsHere}
      <Hints place={place} parts={hints} />
      <Solution place={place} step={step} part={solution} />
      <Steps place={place} found={found} onHome={onHome} />
    </article>
  )
}

/** In a clinic, the page cures nobody who has not asked for a hint, or has not won yet. */
function useCuresKeptFor(place: LessonPlace, { lesson }: Found): void {
  const playground = usePlayground()
  const { hints = 0, isTold, isDone } = useStepProgress(place)
  const isKept = lesson.kind === 'clinic' && hints === 0 && !isTold && !isDone
  // biome-ignore lint/correctness/useExhaustiveDependencies: a place is its two names
  useEffect(() => keepCures(playground, place, isKept), [playground, place.id, place.step, isKept])
}

function Section({
  part,
  found,
  children,
}: {
  readonly part: Part
  readonly found: Found
  readonly children: React.ReactNode
}) {
  const say = useLessonSay()
  const kind = part.id as 'run' | 'explain' | 'break' | 'repair'
  return (
    <section className={styles.part}>
      <h3>
        {part.title === say(kind) ? null : <span className={styles.kind}>{say(kind)}</span>}
        {part.title}
      </h3>
      <Prose nodes={part.nodes} />
      {kind === 'break' && found.step.breaks ? <BreakIt way={found.step.breaks} /> : null}
      {children}
    </section>
  )
}

function BreakIt({ way }: { readonly way: NonNullable<Found['step']['breaks']> }) {
  const say = useLessonSay()
  const playground = usePlayground()
  const [isBusy, setBusy] = useState(false)
  const last = useRef(new AbortController())
  const breakIt = async () => {
    setBusy(true)
    last.current = new AbortController()
    const { signal } = last.current
    await perform(playground, way, { signal, say: (act) => actText(act, say) })
    setBusy(false)
  }
  return isBusy ? (
    <Button tone="quiet" onClick={() => last.current.abort()}>
      {say('stop')}
    </Button>
  ) : (
    <Button tone="quiet" onClick={() => void breakIt()}>
      {say('breakIt')}
    </Button>
  )
}

/** To the step before, to the next one, and to the beginning of this one. */
function Steps({ place, found, onHome }: Parameters<typeof StepView>[0]) {
  const say = useLessonSay()
  const playground = usePlayground()
  // Within another page there may be this one only.
  const isOnly = useShared(({ page }) => page['one-step'] === true)
  const before = isOnly ? undefined : neighbour(found, -1)
  const after = isOnly ? undefined : neighbour(found, 1)
  const goOn = () => {
    if (!found.step.goals) note(place, { isDone: true })
    if (after) openStep(playground, after)
    else onHome()
  }
  return (
    <nav className={styles.steps} aria-label={say('lesson')}>
      {before ? (
        <Button tone="quiet" onClick={() => openStep(playground, before)}>
          {say('back')}
        </Button>
      ) : null}
      <IconButton
        icon="reset"
        label={say('reset')}
        tip="above"
        onClick={() => openStep(playground, place)}
      />
      {isOnly ? null : (
        <Button tone="main" onClick={goOn}>
          {say(after ? 'next' : 'finish')}
        </Button>
      )}
    </nav>
  )
}
