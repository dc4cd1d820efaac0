import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useSay } from '../i18n'
import { paced, usePlayground } from '../store'
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
  useEffect(() => paced(playground, () => log.look(), millis), [playground, log])
  const sentences = news.map(({ happening }) => sentenceOf(happening, say, words))
  return (
    <p className="unseen" role="status">
      {aloud ? sentences.join(' ') : ''}
    </p>
  )
}
