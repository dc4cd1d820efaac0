import type { FieldRef } from '../../engine/api/object'
import type { Change } from '../../engine/api/trace'
import { Button } from '../controls'
import { useSay } from '../i18n'
import { useActions, useCuresKept } from '../store'
import { FieldChange } from './FieldChange'
import { useOfferSay } from './use-offer-say'
import styles from './why.module.css'

/** What would help: the first way out, and others below. */
export function Offers({
  field,
  change,
  others = [],
}: {
  readonly field?: FieldRef
  readonly change?: Change
  readonly others?: readonly Change[]
}) {
  const say = useOfferSay()
  const isKept = useCuresKept()
  if (isKept && (change || others.length > 0)) return <p className={styles.kept}>{say('kept')}</p>
  return (
    <>
      {change ? <Offer field={field} change={change} /> : null}
      {others.map((other) => (
        <details key={JSON.stringify(other)} className={styles.other}>
          <summary>{say(change ? 'another' : 'way')}</summary>
          <Offer field={field} change={other} />
        </details>
      ))}
    </>
  )
}

/** One way out: seen first, and then taken. */
function Offer({
  field,
  change,
}: {
  readonly field: FieldRef | undefined
  readonly change: Change
}) {
  switch (change.type) {
    case 'field': {
      const place = change.field ?? field
      return place ? <FieldChange field={place} change={change} /> : null
    }
    case 'mend-node':
    case 'mend-pod':
      return <Mend change={change} />
    case 'environment':
      return <Elsewhere change={change} />
    case 'line':
      return <Line line={change.line} />
    default:
      return null
  }
}

/** What somebody has broken by hand is whole again. */
function Mend({ change }: { readonly change: Extract<Change, { type: `mend-${string}` }> }) {
  const say = useOfferSay()
  const actions = useActions()
  const isNode = change.type === 'mend-node'
  const text = isNode ? say('mendNode', { node: change.node }) : say('mendPod')
  const mend = () => {
    if (isNode) actions.change(text).fault(change.node, undefined)
    else actions.change(`${change.pod}: ${text}`).podFault(change.pod, change.fault)
  }
  return (
    <div className={styles.change}>
      <Button onClick={mend}>{text}</Button>
    </div>
  )
}

function Elsewhere({ change }: { readonly change: Extract<Change, { type: 'environment' }> }) {
  const say = useOfferSay()
  const words = useSay()
  const { rebuild } = useActions()
  const { environment } = change
  return (
    <div className={styles.change}>
      <p>{say('environment')}</p>
      <Button onClick={() => void rebuild({ environment })}>
        {say('open', { environment: words(`environment.${environment}`) })}
      </Button>
    </div>
  )
}

function Line({ line }: { readonly line: string }) {
  const say = useOfferSay()
  const { order } = useActions()
  return (
    <div className={styles.change}>
      <p>{say('line')}</p>
      <code className={styles.line}>{line}</code>
      <Button onClick={() => order(line)}>{say('run')}</Button>
    </div>
  )
}
