import { shortPlace } from '../store'
import styles from './load.module.css'
import type { Shared } from './subjects'
import { useLoadSay } from './texts'

/** Pods listed one by one. */
const listed = 24

/** Requests by Pod as bars, before the band that chance allows, and what that says. */
export function SpreadBars({ pods, others, verdict, kept, band, requests, among }: Shared) {
  const own = useLoadSay()
  const judged = verdict === 'within' || verdict === 'beyond' || verdict === 'few'
  const most = Math.max(1, judged ? band.most : 0, ...pods.map(({ count }) => count))
  const percent = (count: number) => `${(100 * count) / most}%`
  const rest = pods.slice(listed).reduce((sum, { count }) => sum + count, others)
  return (
    <div className={styles.spread}>
      <p data-verdict={verdict}>
        {verdict === 'within'
          ? own('within', band)
          : own(verdict === 'beyond' && kept ? 'kept' : verdict)}
      </p>
      <ul aria-label={own('spread')}>
        {pods.slice(0, listed).map(({ pod, count }) => {
          const side = judged ? sideOf(count, band) : undefined
          return (
            <li key={pod} title={pod} data-side={side}>
              <code>{shortPlace(pod)}</code>
              <span className={styles.track} aria-hidden="true">
                {judged ? (
                  <span
                    className={styles.band}
                    style={{ left: percent(band.least), width: percent(band.most - band.least) }}
                  />
                ) : null}
                <span className={styles.bar} style={{ width: percent(count) }} />
                {judged ? (
                  <span className={styles.fair} style={{ left: percent(requests / among) }} />
                ) : null}
              </span>
              <span className={styles.count}>
                {count}
                {side ? <Side side={side} /> : null}
              </span>
            </li>
          )
        })}
      </ul>
      {rest > 0 ? <p className={styles.faint}>{own('others', { count: rest })}</p> : null}
    </div>
  )
}

function Side({ side }: { readonly side: 'above' | 'below' }) {
  const own = useLoadSay()
  return (
    <>
      <span aria-hidden="true">{side === 'above' ? ' ▴' : ' ▾'}</span>
      <span className="unseen">{own(side)}</span>
    </>
  )
}

const sideOf = (count: number, { least, most }: Shared['band']): 'above' | 'below' | undefined =>
  count > most ? 'above' : count < least ? 'below' : undefined
