import { useEffect, useRef } from 'react'
import type { Finding } from '../../engine/api/finding'
import type { WhyChain } from '../../engine/api/why'
import { isTroubled, useShared } from '../store'
import { Chain } from '../why'
import styles from './inspector.module.css'
import { Part } from './Parts'
import { useDetailsSay } from './texts'
import { useWhy } from './use-why'

/** Why a thing is as it is, or gets no requests: link by link, with what would help. */
export function Why({ id }: { readonly id: string }) {
  const own = useDetailsSay()
  const asked = useShared((state) => state.askedWhy)
  const place = useRef<HTMLDivElement>(null)
  const chains = useWhy(id)
  const findings = useShared((state) => state.findings).filter((finding) => isAbout(finding, id))
  const left = findings.filter((finding) => !chains?.some((chain) => tells(chain, finding)))
  const isKnown = chains !== undefined
  // What is to be shown comes a moment after it was asked for.
  useEffect(() => {
    if (asked?.id !== id || !isKnown) return
    const { current } = place
    const meant = asked.chain && current?.querySelector(`li[data-chain="${asked.chain}"]`)
    const shown = meant || current
    shown?.scrollIntoView({ block: 'start' })
    current?.focus({ preventScroll: true })
  }, [asked, id, isKnown])
  const isAsked = asked?.id === id
  const nothing = isKnown && chains.length + left.length === 0
  if (!isKnown || (nothing && !isAsked)) return null
  return (
    <div ref={place} tabIndex={-1} className={styles.why}>
      <Part title={own('why')}>
        {nothing ? <p className={styles.faint}>{own('nothing')}</p> : null}
        <ul className={styles.whys}>
          {chains.map((chain) => (
            <li
              key={chain.map(({ code, data }) => `${code} ${data['service']}`).join()}
              data-chain={chain[0]?.code}
            >
              <Chain links={chain} />
            </li>
          ))}
          {left.map((finding) => (
            <li key={`${finding.code} ${finding.field.key.name} ${finding.field.path}`}>
              <Chain links={[finding]} />
            </li>
          ))}
        </ul>
      </Part>
    </div>
  )
}

const isAbout = ({ evidence, field: { kind, key } }: Finding, id: string): boolean =>
  evidence.includes(id) || `${kind.toLowerCase()}/${key.namespace}/${key.name}` === id

/** Findings that only count what a chain explains. */
const counts: Readonly<Record<string, readonly string[]>> = {
  'some-not-ready': ['endpoints-missing', 'no-ready-endpoints', 'pod-not-ready', 'pod-terminating'],
  'nothing-ready': ['no-ready-endpoints', 'pod-not-ready', 'pod-terminating'],
  'probe-fails': ['readiness-fails', 'startup-fails', 'probe-port-unnamed', 'probe-not-yet'],
}

/** The same before all else, where something is wrong; or after it, where that is only a hint. */
export function WhyFirst({ id, place }: { readonly id: string; readonly place: 'top' | 'below' }) {
  const isFirst = useShared(({ picture }) => isTroubled(picture.summaries.get(id)))
  return isFirst === (place === 'top') ? <Why id={id} /> : null
}

/** Whether a chain has told already what the doctor finds. */
const tells = (chain: WhyChain, { code }: Finding): boolean =>
  chain.some((link) => link.code === code || counts[code]?.includes(link.code))
