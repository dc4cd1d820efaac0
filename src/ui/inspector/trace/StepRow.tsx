import { useEffect, useRef } from 'react'
import type { PacketTrace, Step } from '../../../engine/api/trace'
import { spanText } from '../../i18n'
import { shortPlace, useShared } from '../../store'
import inspector from '../inspector.module.css'
import { PacketWay } from './PacketWay'
import { stepText } from './texts'
import styles from './trace.module.css'
import { useWord } from './use-word'

/** A step of a request: when, what, and what it meets. */
export function StepRow({
  step,
  started,
  current,
  pass,
  onChoose,
}: {
  readonly step: Step
  readonly started: number
  /** Whether it is the one that the picture shows. */
  readonly current: boolean
  /** The node at which its packet is looked at. */
  readonly pass: number | undefined
  readonly onChoose: () => void
}) {
  const locale = useShared((state) => state.locale)
  const packet = 'packet' in step ? step.packet : undefined
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'start' })
  }, [current])
  return (
    <li ref={row} data-step={step.code} aria-current={current ? 'step' : undefined}>
      <code className={inspector.at}>{`+${spanText(step.at - started)}`}</code>
      <div className={styles.step}>
        <button type="button" className={styles.chooses} onClick={onChoose}>
          {stepText(step.code, locale)}
        </button>
        <Said step={step} />
        {packet ? (
          <Way packet={packet} pass={pass} isOpen={current || step.code === 'connect'} />
        ) : null}
        {'listener' in step && step.listener ? <Listener step={step} /> : null}
      </div>
    </li>
  )
}

/** What a step says besides its packet. */
function Said({ step }: { readonly step: Step }) {
  const word = useWord()
  switch (step.code) {
    case 'resolver':
      return (
        <pre className={styles.said}>
          {[
            ...step.nameservers.map((each) => `nameserver ${each}`),
            ...(step.search.length > 0 ? [`search ${step.search.join(' ')}`] : []),
            `options ndots:${step.ndots}`,
            word(step.libc),
            ...step.candidates.map((name, index) => `${index + 1}. ${name}`),
          ].join('\n')}
        </pre>
      )
    case 'address':
    case 'hosts':
      return <pre className={styles.said}>{`${step.host} → ${step.address}`}</pre>
    case 'question':
      return <pre className={styles.said}>{`${step.type} ${step.name}`}</pre>
    case 'answer': {
      const data = step.records.map((record) => `${record.type} ${record.data}`)
      const told = data.length > 0 ? data.join('\n') : word(emptiness(step.rcode))
      return (
        <pre className={styles.said}>{`${step.type} ${step.name}\n${step.rcode}: ${told}`}</pre>
      )
    }
    case 'reused': {
      const { source, sourcePort, destination, destinationPort } = step.connection
      const ends = `${source}:${sourcePort} → ${destination}:${destinationPort}`
      return (
        <pre className={styles.said}>{step.isShared ? `${ends}\n${word('shared')}` : ends}</pre>
      )
    }
    case 'unreachable':
      return <pre className={styles.said}>{shortPlace(step.by)}</pre>
    case 'end':
      return <pre className={styles.said}>{step.status ?? step.outcome}</pre>
    default:
      return null
  }
}

/** Why an answer is empty. */
const emptiness = (rcode: string) =>
  rcode === 'NXDOMAIN' || rcode === 'SERVFAIL' ? rcode : 'nothing'

function Listener({ step }: { readonly step: Step }) {
  const word = useWord()
  if (!('listener' in step) || !step.listener) return null
  const { state, place, port } = step.listener
  const container = state === 'listens' && step.listener.container
  return (
    <p className={state === 'listens' ? undefined : inspector.bad}>
      <code>{`${shortPlace(place)}:${port}`}</code> {word(state)}
      {container ? <code className={inspector.faint}> {container}</code> : null}
    </p>
  )
}

function Way({
  packet,
  pass,
  isOpen,
}: {
  readonly packet: PacketTrace
  readonly pass: number | undefined
  readonly isOpen: boolean
}) {
  const word = useWord()
  const { sent, last, fate, to, passes } = packet
  const ends = ({ source, sourcePort, destination, destinationPort }: PacketTrace['sent']) =>
    `${source}:${sourcePort} → ${destination}:${destinationPort}`
  const isSame = ends(sent) === ends(last)
  return (
    <details className={styles.packet} open={isOpen && passes.length > 0}>
      <summary>
        <code>{ends(sent)}</code>
        {isSame ? null : <code className={styles.after}>{ends(last)}</code>}
        {fate === 'delivered' ? (
          <code className={inspector.faint}>{shortPlace(to ?? '')}</code>
        ) : (
          <span className={inspector.bad}>{word(fate)}</span>
        )}
      </summary>
      <PacketWay passes={passes} current={pass} />
    </details>
  )
}
