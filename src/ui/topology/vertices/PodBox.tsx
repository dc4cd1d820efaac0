import type { NodeProps } from '@xyflow/react'
import type { PodSummary } from '../../../projection/summary'
import { Icon } from '../../controls'
import { useSay } from '../../i18n'
import { ClientLine } from './ClientLine'
import { Glyph } from './Glyph'
import { PodFaultSign } from './PodFaultSign'
import { tellingLabels, usePicture, useSummary } from './picture-context'
import styles from './vertices.module.css'

/** A Pod: its state as a shape, its name, its address, the labels that matter now. */
export function PodBox({ id }: NodeProps) {
  const pod = useSummary('pod', id)
  const { density } = usePicture()
  if (!pod) return null
  if (pod.system) return <SmallPod pod={pod} quiet />
  if (density === 'dot') return <DotPod pod={pod} />
  if (density === 'chip') return <SmallPod pod={pod} />
  return <FullPod pod={pod} />
}

function FullPod({ pod }: { readonly pod: PodSummary }) {
  const { selectorLabels, clientsAt } = usePicture()
  const labels = tellingLabels(pod.labels, selectorLabels)
  return (
    <div className={styles.pod} data-state={pod.state}>
      <div className={styles.podBody}>
        <Glyph state={pod.state} />
        <div className={styles.podLine}>
          <span className={styles.podName}>
            <PodName pod={pod} />
          </span>
          <span className={styles.address}>{pod.ip ?? ''}</span>
        </div>
        <div className={styles.podLine}>
          <span className={styles.labels}>
            {pod.namespace === 'default' ? null : <b>{`${pod.namespace} `}</b>}
            {labels.join(' ')}
          </span>
          {pod.fault ? <PodFaultSign fault={pod.fault} /> : <PodWord pod={pod} />}
        </div>
      </div>
      {clientsAt.get(pod.id)?.map((id) => (
        <ClientLine key={id} id={id} />
      ))}
    </div>
  )
}

function SmallPod({ pod, quiet = false }: { readonly pod: PodSummary; readonly quiet?: boolean }) {
  const say = useSay()
  const { clientsAt } = usePicture()
  const classes = quiet ? `${styles.chip} ${styles.quiet}` : styles.chip
  return (
    <div className={classes} data-state={pod.state} title={`${pod.name} ${pod.ip ?? ''}`}>
      <Glyph state={pod.state} />
      <span className={styles.podName}>
        <PodName pod={pod} head={quiet ? 'first' : 'none'} />
        <span className={styles.heard}>{` ${say(`pod.${pod.state}`)}`}</span>
      </span>
      {pod.fault ? <PodFaultSign fault={pod.fault} quiet /> : null}
      {clientsAt.has(pod.id) ? <Icon name="terminal" /> : null}
    </div>
  )
}

function DotPod({ pod }: { readonly pod: PodSummary }) {
  const say = useSay()
  return (
    <div className={styles.dot} data-state={pod.state} title={`${pod.name} ${pod.ip ?? ''}`}>
      <Glyph state={pod.state} />
      <span className={styles.heard}>{`${pod.name} ${say(`pod.${pod.state}`)}`}</span>
      {pod.fault ? <PodFaultSign fault={pod.fault} quiet /> : null}
    </div>
  )
}

/** How much of its workload's name stands before a Pod's own suffix. */
type Head = 'whole' | 'first' | 'none'

/** The whole name is there to be read and found; what has no room is shown as an ellipsis. */
function PodName({ pod, head = 'whole' }: { readonly pod: PodSummary; readonly head?: Head }) {
  const [, workload = '', hash = '', suffix = pod.name] = splitName(pod)
  const kept = { whole: workload.length, first: workload.indexOf('-') + 1, none: 0 }[head]
  const elided = workload.slice(kept) + hash
  return (
    <>
      {workload.slice(0, kept)}
      {elided ? <span className={styles.elided}>{elided}</span> : null}
      {suffix}
    </>
  )
}

const splitName = ({ name, owner }: PodSummary): readonly string[] =>
  (owner && /^(.+-)([a-z\d]{5,10}-)([a-z\d]{5})$/.exec(name)) || []

/** Said in words unless all is well: kubectl's own word, so that it can be looked up. */
function PodWord({ pod }: { readonly pod: PodSummary }) {
  const say = useSay()
  if (pod.state === 'ready') {
    const often = pod.restarts > 0 ? say('pod.restarts', { count: pod.restarts }) : ''
    return (
      <span className={styles.word}>
        <span className={styles.heard}>{say('pod.ready')}</span>
        {often}
      </span>
    )
  }
  const word = pod.state === 'running' ? say('pod.running') : pod.status
  return <span className={styles.word}>{word}</span>
}
