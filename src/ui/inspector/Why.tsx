import { useEffect, useRef } from 'react'
import type { ServiceSummary, Summary } from '../../projection/summary'
import { type Say, useSay } from '../i18n'
import { useCalm, useShared } from '../store'
import { Field, FieldChange, reasonText } from '../why'
import styles from './inspector.module.css'
import { Part, Related } from './Parts'
import { useEventsAbout } from './use-object'

/** Why a thing is as it is, or gets no requests: what the doctor finds, and what is seen of it. */
export function Why({ id }: { readonly id: string }) {
  const say = useSay()
  const locale = useShared((state) => state.locale)
  const asked = useShared((state) => state.askedWhy)
  const place = useRef<HTMLDivElement>(null)
  const findings = useShared((state) => state.findings).filter(
    ({ evidence, field: { kind, key } }) =>
      evidence.includes(id) || `${kind.toLowerCase()}/${key.namespace}/${key.name}` === id,
  )
  const reasons = useReasons(id, say)
  useEffect(() => {
    if (asked?.id !== id) return
    place.current?.scrollIntoView({ block: 'nearest' })
    place.current?.focus()
  }, [asked, id])
  const isAsked = asked?.id === id
  const nothing = findings.length + reasons.length === 0
  if (nothing && !isAsked) return null
  return (
    <div ref={place} tabIndex={-1} className={styles.why}>
      <Part title={say('details.why')}>
        {nothing ? <p className={styles.faint}>{say('why.nothing')}</p> : null}
        <ul className={styles.whys}>
          {reasons.map(({ text, service, told }) => (
            <li key={text}>
              <p>{text}</p>
              {told === undefined ? null : <code className={styles.told}>{told}</code>}
              {service === undefined ? null : <Related id={service} />}
            </li>
          ))}
          {findings.map(({ code, data, field, change }) => (
            <li key={`${code} ${field.kind} ${field.key.name} ${field.path}`}>
              <p>{reasonText(code, data, locale)}</p>
              <Field field={field} />
              {change?.type === 'field' ? <FieldChange field={field} change={change} /> : null}
            </li>
          ))}
        </ul>
      </Part>
    </div>
  )
}

interface Reason {
  readonly text: string
  /** The Service that it is about. */
  readonly service?: string
  /** What Kubernetes says. */
  readonly told?: string | undefined
}

/** What is seen of a Pod: it has been broken, is not ready, or has another label than is wanted. */
function useReasons(id: string, say: Say): readonly Reason[] {
  const summaries = useCalm(({ picture }) => picture.summaries)
  const pod = useShared(({ picture }) => picture.summaries.get(id))
  const probe = useEventsAbout(id).find(({ reason }) => reason === 'Unhealthy')
  if (pod?.type !== 'pod') return []
  const isBroken = pod.fault !== undefined
  const isOut = pod.state !== 'ready' && pod.state !== 'completed'
  return [
    ...(isBroken ? [{ text: say('why.byHand') }] : []),
    ...(isOut ? [{ text: say('why.notReady', { status: pod.status }), told: probe?.message }] : []),
    ...[...summaries.values()].filter(isService).flatMap((service) => missOf(service, id, say)),
  ]
}

const isService = (summary: Summary): summary is ServiceSummary => summary.type === 'service'

function missOf({ id: service, name, misses }: ServiceSummary, pod: string, say: Say) {
  const miss = misses.find((each) => each.pod === pod)
  if (!miss) return []
  const { label, has, wants } = miss
  const text =
    has === undefined
      ? say('why.noLabel', { name, label, wants })
      : say('why.label', { name, label, has, wants })
  return [{ text, service }]
}
