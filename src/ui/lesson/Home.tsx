import { useEffect, useState } from 'react'
import type { Lesson } from '../../lessons'
import { useLocale, useSay } from '../i18n'
import { usePlayground, useShared } from '../store'
import { Guests } from './Guests'
import { Keeping } from './Keeping'
import styles from './lesson.module.css'
import { useLessons, wordsOf } from './library'
import { openStep } from './open-step'
import { useLessonSay } from './texts'
import { useProgress } from './use-progress'
import { Words } from './Words'

/** Every lesson with its parts, and how far the reader has come. */
export function Home({ onOpen }: { readonly onOpen: () => void }) {
  const lessons = useLessons()
  const titles = useTitles(lessons)
  const say = useSay()
  return (
    <div className={styles.home}>
      <p className={styles.what}>{say('doors.what')}</p>
      {lessons.map(({ id }) => (
        <LessonList key={id} id={id} lessons={lessons} titles={titles.get(id)} onOpen={onOpen} />
      ))}
      <Guests />
      <Words />
      <Keeping />
    </div>
  )
}

interface Titles {
  readonly title: string
  readonly steps: ReadonlyMap<string, string>
}

function useTitles(lessons: readonly Lesson[]): ReadonlyMap<string, Titles> {
  const locale = useLocale()
  const [titles, setTitles] = useState<ReadonlyMap<string, Titles>>(new Map())
  useEffect(() => {
    let wanted = true
    const fetch = async () => {
      const all = await Promise.all(
        lessons.map(async ({ id }) => {
          const { title, steps } = await wordsOf(id, locale)
          return [
            id,
            { title, steps: new Map(steps.map((each) => [each.id, each.title])) },
          ] as const
        }),
      )
      if (wanted) setTitles(new Map(all))
    }
    void fetch().catch(() => undefined) // then parts are known by their names
    return () => {
      wanted = false
    }
  }, [locale, lessons])
  return titles
}

function LessonList({
  id,
  lessons,
  titles,
  onOpen,
}: {
  readonly id: string
  readonly lessons: readonly Lesson[]
  readonly titles: Titles | undefined
  readonly onOpen: () => void
}) {
  const say = useLessonSay()
  const playground = usePlayground()
  const progress = useProgress()
  const here = useShared(({ scenario }) => scenario.view.lesson)
  const wanted = useShared((state) => state.lessonWanted?.id) ?? here?.id ?? lessons[0]?.id
  const steps = lessons.find((each) => each.id === id)?.steps ?? []
  const done = steps.filter((step) => progress[`${id}/${step.id}`]?.isDone).length
  return (
    <details key={wanted} className={styles.contents} open={wanted === id}>
      <summary>
        <h2>{titles?.title ?? id}</h2>
        <span className={styles.faint}>{say('progress', { done, all: steps.length })}</span>
      </summary>
      <ol>
        {steps.map((step) => {
          const state = progress[`${id}/${step.id}`]
          const isHere = here?.id === id && here.step === step.id
          return (
            <li key={step.id} data-done={state?.isDone || undefined}>
              <button
                type="button"
                aria-current={isHere ? 'step' : undefined}
                onClick={() => {
                  if (!isHere) openStep(playground, { id, step: step.id })
                  onOpen()
                }}
              >
                <span className={styles.tick} aria-hidden="true" />
                <span>{titles?.steps.get(step.id) ?? step.id}</span>
                {state?.isDone ? <span className="unseen">{say('done')}</span> : null}
              </button>
            </li>
          )
        })}
      </ol>
    </details>
  )
}
