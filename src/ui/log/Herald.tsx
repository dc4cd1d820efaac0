import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useSay } from '../i18n'
import { usePlayground } from '../store'
import { logOf } from './log'
import { sentenceOf } from './sentence'
import { useLogSay } from './texts'

/** How often it looks: a sentence takes as long to hear. */
const millis = 2_000

/** Keeps the log, and says what is new to those who do not see the picture. */
export function Herald() {
  const say = useLogSay()
  const words = useSay()
  const playground = usePlayground()
  const log = logOf(playground)
  const { news, aloud } = useStore(log.state)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      log.look()
    }
    look()
    // While nothing changes, there is nothing to look at.
    const stop = playground.subscribe(() => {
      timer ??= setTimeout(look, millis)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [playground, log])
  const sentences = news.map(({ happening }) => sentenceOf(happening, say, words))
  return (
    <p className="unseen" role="status">
      {aloud ? sentences.join(' ') : ''}
    </p>
  )
}
