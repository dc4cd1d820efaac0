import type { SentRequest } from '../../../engine/api/trace'
import styles from '../inspector.module.css'
import { Told } from './Told'
import { useTrace } from './use-trace'
import { useWord } from './use-word'

/** Every step of a request that was sent, as far as it has come. */
export function SentTrace({
  sent,
  bare,
}: {
  readonly sent: SentRequest
  /** How it ended is told elsewhere. */
  readonly bare?: boolean
}) {
  const word = useWord()
  const { trace, isGone } = useTrace(sent)
  if (isGone) return <p className={styles.gone}>{word('gone')}</p>
  return trace ? <Told trace={trace} bare={bare === true} /> : null
}
