import { useShared } from '../../store'
import styles from '../inspector.module.css'
import { SentTrace } from './SentTrace'
import { Told } from './Told'
import { TraceForm } from './TraceForm'
import { useWord } from './use-word'

/** A form to send a request with, and every step of what becomes of it. */
export function TraceDetails() {
  const word = useWord()
  const followed = useShared((state) => state.followed)
  const composed = useShared((state) => state.composed)
  const { request, sent, trace, refused } = followed ?? {}
  return (
    <>
      <TraceForm key={JSON.stringify(request ?? composed)} />
      {refused === undefined ? null : (
        <p className={styles.bad} role="alert">
          {refused}
        </p>
      )}
      {sent ? <SentTrace sent={sent} /> : null}
      {trace ? (
        <>
          <p className={styles.faint}>{word('imagined')}</p>
          <Told trace={trace} />
        </>
      ) : null}
    </>
  )
}
