import type { Cause, TraceRequest } from '../../../engine/api/trace'
import { Button } from '../../controls'
import { useActions, useShared } from '../../store'
import { Field, Offers, reasonText, Since } from '../../why'
import styles from './trace.module.css'
import { useWord } from './use-word'

/** Why a request failed, and a change that would help: to be seen first, and then made. */
export function CauseCard({
  cause,
  request,
}: {
  readonly cause: Cause
  readonly request: TraceRequest
}) {
  const word = useWord()
  const locale = useShared((state) => state.locale)
  const { sendByHand } = useActions()
  const { code, data, since, told, field, change } = cause
  return (
    <div className={styles.cause} data-code={code}>
      <p>
        {reasonText(code, data, locale)}
        {since === undefined ? null : <Since since={since} />}
      </p>
      {told === undefined ? null : <code className={styles.told}>{told}</code>}
      {field ? <Field field={field} /> : null}
      {change?.type === 'ask' ? (
        <p className={styles.mend}>
          <code>{change.to}</code>
          <Button onClick={() => void sendByHand({ ...request, to: change.to }, change.to)}>
            {word('instead')}
          </Button>
        </p>
      ) : null}
      <Offers {...cause} />
    </div>
  )
}
