import { useEffect, useState } from 'react'
import type { Summary } from '../../projection/summary'
import { useSay } from '../i18n'
import { readiness, useCalm, usePlayground, useShared } from '../store'
import styles from './app.module.css'

/** Things must be the same for so long before they are said: a rollout is told once, at its end. */
const settlesMillis = 1_500

/** Says, for those who do not see the picture, how many endpoints each Service has ready. */
export function LiveRegion() {
  const say = useSay()
  const playground = usePlayground()
  const counts = useCalm(({ picture }) => endpointCounts(picture))
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => {
      const texts = counts.split('\n').filter(Boolean)
      const sentences = texts.map((text) => {
        const [name = '', ready = '', all = ''] = text.split(' ')
        return say('live.endpoints', { name, ready, all })
      })
      setSaid(sentences.join(' '))
    }, settlesMillis)
    return () => clearTimeout(timer)
  }, [counts, say])
  const loading = useShared((state) => state.loading)
  return (
    <p className={styles.unseen} role="status">
      {loading && playground.getState().picture.era === 0 ? say('starting') : said}
    </p>
  )
}

/** `web-svc 3 3` for each Service: text, so that the same counts are the same value. */
function endpointCounts({
  summaries,
}: {
  readonly summaries: ReadonlyMap<string, Summary>
}): string {
  const lines: string[] = []
  for (const each of summaries.values()) {
    if (each.type !== 'service' || each.system || each.serviceType === 'ExternalName') continue
    const { ready, all } = readiness(each)
    lines.push(`${each.name} ${ready} ${all}`)
  }
  return lines.sort().join('\n')
}
