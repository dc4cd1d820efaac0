import type { FieldRef } from '../../engine/api/object'
import type { Change } from '../../engine/api/trace'
import { Button } from '../controls'
import { useSay } from '../i18n'
import { apiPathOf, useActions } from '../store'
import { differing } from './differing'
import { Field } from './Field'
import { replacePod } from './replace-pod'
import { useOfferSay } from './use-offer-say'
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
  const { kind, key, path: at } = field
  const path = apiPathOf([kind.toLowerCase(), key.namespace, key.name].filter(Boolean).join('/'))
  const { before, after } = change
  return (
    <div className={styles.change}>
      <p>
        {say('why.change')}
        {change.field ? <Field field={field} /> : null}
      </p>
      <pre>
        {differing(at, before, after).map(({ sign, text }) => (
          <code key={`${sign} ${text}`} data-sign={sign}>{`${sign} ${text}`}</code>
        ))}
      </pre>
      {path ? <Apply path={path} field={field} change={change} /> : null}
    </div>
  )
}

/** Of a running Pod nothing but its images and what is not its spec can be changed. */
function Apply({
  path,
  field,
  change: { after },
}: {
  readonly path: string
  readonly field: FieldRef
  readonly change: ChangedField
}) {
  const say = useSay()
  const offers = useOfferSay()
  const { send, change, notify, tellMended } = useActions()
  const label = `${field.kind} ${field.key.name}: ${field.path}`
  const patch = [
    { op: after === null ? 'remove' : 'add', path: pointerOf(field.path), value: after },
  ]
  const isFixed = field.kind === 'Pod' && /^spec\./.test(field.path) && !/\.image$/.test(field.path)
  const replace = async () => {
    const refused = await replacePod(change(label), path, patch)
    if (refused) notify({ kind: 'refused', message: refused })
    else tellMended(field)
  }
  const apply = async () => {
    const headers = { 'content-type': 'application/json-patch+json' }
    const { status } = await send({ method: 'PATCH', path, headers, body: patch }, label)
    if (status === 200) tellMended(field)
  }
  if (isFixed) {
    return (
      <>
        <p>{offers('replaceWhy')}</p>
        <Button onClick={() => void replace()}>{offers('replace')}</Button>
      </>
    )
  }
  return <Button onClick={() => void apply()}>{say('why.apply')}</Button>
}

/** `spec.ports[0].port` as JSON patches write it. */
const pointerOf = (path: string): string =>
  `/${path.replaceAll(/\[(\d+)\]/g, '.$1').replaceAll('.', '/')}`
