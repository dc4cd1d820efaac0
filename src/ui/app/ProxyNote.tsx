import { useSay } from '../i18n'
import { useCalm, useShared } from '../store'
import styles from './app.module.css'

/** Says calmly how far nodes have come on their way to another mode of kube-proxy. */
export function ProxyNote() {
  const say = useSay()
  const mode = useShared(({ picture }) => picture.proxyMode)
  const isTurned = useShared(({ turned, loading }) => turned !== undefined || loading)
  const nodes = useCalm(({ picture }) =>
    [...picture.summaries.values()]
      .flatMap((each) => (each.type === 'node' && each.proxyMode ? [each.proxyMode] : []))
      .join(' '),
  )
  const all = nodes === '' ? [] : nodes.split(' ')
  const done = all.filter((each) => each === mode).length
  const isShown = !isTurned && done < all.length
  return (
    <div className={styles.proxyPlace} role="status">
      {isShown ? (
        <p className={styles.proxyNote}>{say('proxy.rolls', { mode, done, all: all.length })}</p>
      ) : null}
    </div>
  )
}
