import type { FieldRef } from '../../../engine/api/object'
import type { Cause, TraceRequest } from '../../../engine/api/trace'
import { Button } from '../../controls'
import { apiPathOf, useActions, useShared } from '../../store'
import { causeText } from './texts'
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
  const { code, data, field, change } = cause
  return (
    <div className={styles.cause} data-code={code}>
      <p>{causeText(code, data, locale)}</p>
      {field ? <Field field={field} /> : null}
      {change?.type === 'ask' ? (
        <p className={styles.mend}>
          <code>{change.to}</code>
          <Button onClick={() => void sendByHand({ ...request, to: change.to }, change.to)}>
            {word('instead')}
          </Button>
        </p>
      ) : null}
      {change?.type === 'field' && field ? <FieldChange field={field} change={change} /> : null}
    </div>
  )
}

/** A field, to be seen in the manifest. */
export function Field({ field }: { readonly field: FieldRef }) {
  const { reveal } = useActions()
  return (
    <button type="button" className={styles.field} onClick={() => reveal(field)}>
      {`${field.kind} ${field.key.name}: ${field.path}`}
    </button>
  )
}

type ChangedField = Extract<NonNullable<Cause['change']>, { type: 'field' }>

function FieldChange({
  field,
  change,
}: {
  readonly field: FieldRef
  readonly change: ChangedField
}) {
  const word = useWord()
  const { send } = useActions()
  const path = apiPathOf(`${field.kind.toLowerCase()}/${field.key.namespace}/${field.key.name}`)
  const label = `${field.kind} ${field.key.name}: ${field.path}`
  const isFixed = field.kind === 'Pod' && !field.path.endsWith('.image')
  const apply = () => {
    if (!path) return
    const headers = { 'content-type': 'application/json-patch+json' }
    const body = [{ op: 'add', path: pointerOf(field.path), value: change.after }]
    void send({ method: 'PATCH', path, headers, body }, label)
  }
  return (
    <div className={styles.change}>
      <p>{word('change')}</p>
      <pre>
        <code>{`  ${field.path}:`}</code>
        {change.before === undefined ? null : (
          <code data-sign="-">{linesOf(change.before, '-')}</code>
        )}
        <code data-sign="+">{linesOf(change.after, '+')}</code>
      </pre>
      {path && !isFixed ? <Button onClick={apply}>{word('apply')}</Button> : null}
      {isFixed ? <p>{word('unchangeable')}</p> : null}
    </div>
  )
}

/** `spec.ports[0].port` as JSON patches write it. */
const pointerOf = (path: string): string =>
  `/${path.replaceAll(/\[(\d+)\]/g, '.$1').replaceAll('.', '/')}`

/** A value as a manifest writes it, with a sign before each line. */
function linesOf(value: unknown, sign: string): string {
  const lines = Array.isArray(value)
    ? value.map((each) => `- ${String(each)}`)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, each]) => `${key}: ${String(each)}`)
      : [String(value)]
  return lines.map((line) => `${sign}   ${line}`).join('\n')
}
