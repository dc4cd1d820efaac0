import type { FieldRef } from '../../engine/api/object'
import type { Change } from '../../engine/api/trace'
import { Button } from '../controls'
import { useSay } from '../i18n'
import { apiPathOf, useActions } from '../store'
import styles from './why.module.css'

type ChangedField = Extract<Change, { type: 'field' }>

/** A change of a field as a diff, to be seen first and then made. */
export function FieldChange({
  field,
  change,
}: {
  readonly field: FieldRef
  readonly change: ChangedField
}) {
  const say = useSay()
  const { send } = useActions()
  const path = apiPathOf(`${field.kind.toLowerCase()}/${field.key.namespace}/${field.key.name}`)
  const label = `${field.kind} ${field.key.name}: ${field.path}`
  // Of a running Pod nothing but its images can be changed: its workload's template is the place.
  const isFixed = field.kind === 'Pod' && !field.path.endsWith('.image')
  const apply = () => {
    if (!path) return
    const headers = { 'content-type': 'application/json-patch+json' }
    const body = [{ op: 'add', path: pointerOf(field.path), value: change.after }]
    void send({ method: 'PATCH', path, headers, body }, label)
  }
  return (
    <div className={styles.change}>
      <p>{say('why.change')}</p>
      <pre>
        <code>{`  ${field.path}:`}</code>
        {change.before === undefined ? null : (
          <code data-sign="-">{linesOf(change.before, '-')}</code>
        )}
        <code data-sign="+">{linesOf(change.after, '+')}</code>
      </pre>
      {path && !isFixed ? <Button onClick={apply}>{say('why.apply')}</Button> : null}
      {isFixed ? <p>{say('why.unchangeable')}</p> : null}
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
