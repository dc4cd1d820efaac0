import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { Summary } from '../../projection/summary'
import { IconButton, late } from '../controls'
import { type Say, useSay } from '../i18n'
import { hasMenu, laptop, objectOf, useActions, useShared } from '../store'
import { ClientDetails, OutsideDetails } from './ClientDetails'
import styles from './inspector.module.css'
import { LaptopDetails } from './LaptopDetails'
import { NodeDetails } from './NodeDetails'
import { PodDetails } from './PodDetails'
import { RequestDetails } from './RequestDetails'
import { ServiceDetails } from './ServiceDetails'
import { SliceDetails } from './SliceDetails'
import { useDetailsSay } from './texts'
import { WhyFirst } from './Why'
import { OwnerDetails, WorkloadDetails } from './WorkloadDetails'

/** Comes when a request is first followed. */
const TraceDetails = late(async () => (await import('./trace/TraceDetails')).TraceDetails)

/** What is known of the selected thing. Escape puts it away. */
export function Inspector() {
  const say = useSay()
  const own = useDetailsSay()
  const selected = useShared((state) => state.selected)
  const { select } = useActions()
  const section = useRef<HTMLElement>(null)
  useFocusReturn(section, selected)
  useEffect(() => {
    const put = (event: KeyboardEvent) => {
      const typing = (event.target as Element | null)?.closest(
        'input, select, textarea, [role="dialog"], .monaco-editor',
      )
      if (event.key === 'Escape' && !event.defaultPrevented && !typing) select(undefined)
    }
    addEventListener('keydown', put)
    return () => removeEventListener('keydown', put)
  }, [select])
  if (selected === undefined) return null
  const [kind = '', ...name] = selected.split('/')
  return (
    <section ref={section} className={styles.inspector} aria-label={own('inspector')}>
      <header className={styles.head}>
        <div>
          <p className={styles.kind}>{objectOf(selected)?.kind ?? kindText(kind, say)}</p>
          <h2 className={styles.title}>{titleText(selected, name, say)}</h2>
        </div>
        {hasMenu(selected) ? <MenuButton id={selected} /> : null}
        <IconButton icon="close" label={say('close')} onClick={() => select(undefined)} />
      </header>
      <Details key={selected} id={selected} kind={kind} />
    </section>
  )
}

/** What can be done with it. */
function MenuButton({ id }: { readonly id: string }) {
  const own = useDetailsSay()
  const { openMenu } = useActions()
  const isOpen = useShared((state) => state.menu?.id === id)
  return (
    <IconButton
      icon="more"
      label={own('menu')}
      className={styles.more}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={({ currentTarget }) => {
        const { left, bottom } = currentTarget.getBoundingClientRect()
        openMenu({ id, x: left, y: bottom })
      }}
    />
  )
}

function titleText(selected: string, name: readonly string[], say: Say): string {
  if (selected === laptop) return say('laptop')
  return selected === 'trace' ? say('trace.title') : name.join('/').replace(/^default\//, '')
}

/** Whoever closes it from inside stands again where it was opened from. */
function useFocusReturn(section: RefObject<HTMLElement | null>, selected: string | undefined) {
  const opener = useRef<HTMLElement>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each selection may be made elsewhere
  useEffect(() => {
    const { activeElement } = document
    if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return
    if (!section.current?.contains(activeElement)) opener.current = activeElement
  }, [section, selected])
  useLayoutEffect(() => {
    const { current } = section
    return () => {
      if (current?.contains(document.activeElement)) opener.current?.focus()
    }
  }, [section])
}

const kindText = (kind: string, say: Say): string => (isOurs(kind) ? say(`kind.${kind}`) : kind)

const ours = ['client', 'laptop', 'request', 'trace', 'balancer', 'external'] as const
const isOurs = (kind: string): kind is (typeof ours)[number] => ours.some((each) => each === kind)

/** StatefulSets, DaemonSets and Jobs are known by their Pods. */
const ownsSome = (id: string, summaries: ReadonlyMap<string, Summary>): boolean => {
  for (const each of summaries.values()) if (each.type === 'pod' && each.owner === id) return true
  return false
}

function Details({ id, kind }: { readonly id: string; readonly kind: string }) {
  const own = useDetailsSay()
  const isOwn = kind === 'request' || kind === 'trace'
  const there = useShared(
    ({ picture: { summaries } }) => isOwn || summaries.has(id) || ownsSome(id, summaries),
  )
  if (!there) return <p className={styles.gone}>{own('gone')}</p>
  return (
    <>
      <WhyFirst id={id} place="top" />
      <Body id={id} kind={kind} />
    </>
  )
}

function Body({ id, kind }: { readonly id: string; readonly kind: string }) {
  switch (kind) {
    case 'pod':
      return <PodDetails id={id} />
    case 'service':
      return <ServiceDetails id={id} />
    case 'endpointslice':
      return <SliceDetails id={id} />
    case 'node':
      return <NodeDetails id={id} />
    case 'deployment':
    case 'replicaset':
      return <WorkloadDetails id={id} />
    case 'client':
      return <ClientDetails id={id} />
    case 'laptop':
      return <LaptopDetails />
    case 'request':
      return <RequestDetails id={Number(id.slice('request/'.length))} />
    case 'trace':
      return <TraceDetails />
    case 'statefulset':
    case 'daemonset':
    case 'job':
      return <OwnerDetails id={id} />
    default:
      return <OutsideDetails id={id} />
  }
}
