import { useEffect, useRef, useState } from 'react'
import type { LessonText } from '../../lessons/text'
import { IconButton } from '../controls'
import { useLocale } from '../i18n'
import { useShared } from '../store'
import { Home } from './Home'
import styles from './lesson.module.css'
import { type Found, stepAt, useLessons, wordsOf } from './library'
import { StepView } from './StepView'
import { useLessonSay } from './texts'

/** The lesson: the step that is open, or what there is to learn. */
export function LessonPane() {
  const say = useLessonSay()
  const place = useShared(({ scenario }) => scenario.view.lesson)
  const opened = useShared((state) => state.opened)
  const [isHome, setHome] = useState(false)
  const isOnly = useShared(({ page }) => page['one-step'] === true)
  const name = place && `${place.id}/${place.step}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is to be read
  useEffect(() => setHome(false), [name, opened])
  const wanted = useShared((state) => state.lessonWanted)
  useEffect(() => {
    if (wanted) setHome(true)
  }, [wanted])
  const top = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read from its beginning
  useEffect(() => {
    // Its result is no clean-up: newer browsers give a promise.
    top.current?.scrollTo?.({ top: 0 })
  }, [name, isHome])
  return (
    <div ref={top} className={`${styles.pane} nokey`} data-lesson>
      {place && !isHome ? (
        <>
          <div className={styles.bar}>
            {isOnly ? null : (
              <IconButton icon="left" label={say('contents')} onClick={() => setHome(true)} />
            )}
            <Place id={place.id} step={place.step} />
          </div>
          <Step
            key={`${name} ${opened}`}
            id={place.id}
            step={place.step}
            onHome={() => setHome(true)}
          />
        </>
      ) : (
        <Home onOpen={() => setHome(false)} />
      )}
    </div>
  )
}

function useWords(id: string): LessonText | 'failed' | undefined {
  const locale = useLocale()
  const [found, setFound] = useState<{
    readonly of: string
    readonly text: LessonText | 'failed'
  }>()
  const of = `${id}/${locale}`
  useEffect(() => {
    let wanted = true
    const put = (text: LessonText | 'failed') => {
      if (wanted) setFound({ of, text })
    }
    wordsOf(id, locale).then(put, () => put('failed'))
    return () => {
      wanted = false
    }
  }, [id, locale, of])
  return found?.of === of ? found.text : undefined
}

function Place({ id, step }: { readonly id: string; readonly step: string }) {
  const text = useWords(id)
  const found = stepAt(useLessons(), { id, step })
  if (!found || typeof text !== 'object') return null
  return (
    <p className={styles.faint}>
      {text.title} · {found.index + 1}/{found.lesson.steps.length}
    </p>
  )
}

function Step({
  id,
  step,
  onHome,
}: {
  readonly id: string
  readonly step: string
  readonly onHome: () => void
}) {
  const say = useLessonSay()
  const text = useWords(id)
  const place = stepAt(useLessons(), { id, step })
  if (!place) return <p className={styles.sorry}>{say('missing')}</p>
  if (text === 'failed') {
    return (
      <p className={styles.sorry} role="alert">
        {say('failed')}
      </p>
    )
  }
  const words = text?.steps.find((each) => each.id === step)
  if (!text || !words) return null
  const found: Found = { ...place, words, text }
  return <StepView place={{ id, step }} found={found} onHome={onHome} />
}
