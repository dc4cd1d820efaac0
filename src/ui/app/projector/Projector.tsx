import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { presetOf } from '../../../scenarios/presets'
import { Button, IconButton } from '../../controls'
import { useLocale, useSay } from '../../i18n'
import { wordsOf } from '../../lesson/library'
import { logOf } from '../../log/log'
import { sentenceOf } from '../../log/sentence'
import { useLogSay } from '../../log/texts'
import { useActions, usePlayground, useShared } from '../../store'
import styles from './projector.module.css'
import { useProjectorSay } from './texts'

/** What a room is told below the picture: what this is, what has just happened, what time it is. */
export function Projector({ time }: { readonly time: ReactNode }) {
  const say = useProjectorSay()
  const { setPage } = useActions()
  const leave = () => setPage('projector', false)
  const button = useRef<HTMLDivElement>(null)
  useEscape(leave)
  useKeyboardIn(button)
  return (
    <footer className={styles.foot}>
      <div className={styles.told}>
        <h1 className={styles.title}>
          <Title />
        </h1>
        <Latest />
      </div>
      <div className={styles.time}>{time}</div>
      <div className={styles.ends} ref={button}>
        <WholeScreen />
        <Button onClick={leave}>{say('leave')}</Button>
      </div>
    </footer>
  )
}

/** The name of what is shown: a part of a lesson, a scenario of ours, or the reader's own. */
function Title() {
  const words = useSay()
  const locale = useLocale()
  const place = useShared(({ scenario }) => scenario.view.lesson)
  const preset = useShared(({ scenario }) => presetOf(scenario.manifest))
  const [step, setStep] = useState<string>()
  const name = place && `${place.id}/${place.step}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: a place is its two names
  useEffect(() => {
    let wanted = true
    setStep(undefined)
    const fetch = async () => {
      const text = place && (await wordsOf(place.id, locale))
      if (wanted) setStep(text?.steps.find(({ id }) => id === place?.step)?.title)
    }
    void fetch().catch(() => undefined) // the picture says what it is without a name
    return () => {
      wanted = false
    }
  }, [name, locale])
  if (place) return step
  return preset ? preset.title[locale] : words('bar.own')
}

/** The last sentence of what happens. It is read aloud elsewhere. */
function Latest() {
  const say = useLogSay()
  const words = useSay()
  const log = logOf(usePlayground())
  const latest = useStore(log.state, ({ told }) => told.at(-1))
  return (
    <p className={styles.latest} key={latest?.key}>
      {latest ? sentenceOf(latest.happening, say, words) : null}
    </p>
  )
}

function WholeScreen() {
  const say = useProjectorSay()
  if (!document.fullscreenEnabled) return null
  const turn = () =>
    document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen()
  return (
    <IconButton
      icon="fit"
      label={say('whole')}
      tip="above"
      // Where the page around refuses it, it stays as large as it is.
      onClick={() => void turn().catch(() => undefined)}
    />
  )
}

/** Leaves at Escape, when nothing else is there to be closed by it. */
function useEscape(leave: () => void): void {
  const latest = useRef(leave)
  latest.current = leave
  useEffect(() => {
    const press = ({ key, defaultPrevented, target }: KeyboardEvent) => {
      if (key !== 'Escape' || defaultPrevented) return
      const isInside = target instanceof Element && target.closest('input, [role="dialog"]')
      if (!isInside) latest.current()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

/** The keyboard comes along, unless it stays in the picture; then it is where one came from. */
function useKeyboardIn(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const ends = element.current
    const isLost = () => document.activeElement === document.body
    if (isLost()) ends?.querySelector<HTMLElement>('button:last-child')?.focus()
    return () => {
      if (!isLost() && !ends?.contains(document.activeElement)) return
      // Once it can be seen again.
      setTimeout(() => document.querySelector<HTMLElement>('[data-projector]')?.focus())
    }
  }, [element])
}
