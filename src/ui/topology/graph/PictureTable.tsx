import { useEffect, useMemo, useRef } from 'react'
import type { PodState, Summary } from '../../../projection/summary'
import { IconButton } from '../../controls'
import { useSay } from '../../i18n'
import { readiness, shortPlace, useActions, useCalm, useShared } from '../../store'
import { failuresOf } from '../vertices/ClientLine'
import { Glyph } from '../vertices/Glyph'
import type { Edge } from './edges'
import styles from './graph.module.css'
import { type Row, rowsOf, toldOf } from './rows'
import { useGraphSay } from './texts'
import type { Graph } from './walk'

/** The picture as a table: every thing with its state, and what it leads to. */
export function PictureTable({
  graph,
  covered,
  onClose,
}: {
  readonly graph: () => Graph
  readonly covered: number
  readonly onClose: () => void
}) {
  const say = useGraphSay()
  const asks = useShared(({ picture }) => picture.asks)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is of what is asked, too
  const rows = useMemo(() => rowsOf(graph()), [graph, asks])
  const body = useRef<HTMLElement>(null)
  useEffect(() => body.current?.focus(), [])
  return (
    <div className={styles.twin} style={{ paddingRight: covered }}>
      <section
        ref={body}
        className={styles.scroll}
        aria-label={say('table')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it
        tabIndex={0}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              {(['thing', 'kind', 'state', 'address', 'leads'] as const).map((column) => (
                <th key={column} scope="col">
                  {say(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      <div className={styles.close} style={{ marginRight: covered }}>
        <IconButton icon="close" label={say('close')} onClick={onClose} />
      </div>
    </div>
  )
}

function Line({ row: { id, leads } }: { readonly row: Row }) {
  const say = useGraphSay()
  const { select, hover } = useActions()
  const thing = useCalm(({ picture }) => picture.summaries.get(id))
  const isSelected = useShared(({ selected }) => selected === id)
  if (!thing) return null
  const { name, kind, address } = toldOf(thing)
  const isWord = kind === 'client' || kind === 'balancer' || kind === 'host'
  return (
    <tr
      data-selected={isSelected}
      onPointerEnter={() => hover(id)}
      onPointerLeave={() => hover(undefined)}
    >
      <th scope="row">
        <button type="button" aria-pressed={isSelected} onClick={() => select(id)}>
          {name}
        </button>
      </th>
      <td>{isWord ? say(kind) : kind}</td>
      <td>
        <State thing={thing} />
      </td>
      <td className={styles.address}>{address}</td>
      <td>
        <Leads leads={leads} />
      </td>
    </tr>
  )
}

/** As many as can be read at once. */
const leadsShown = 6

function Leads({ leads }: { readonly leads: readonly Edge[] }) {
  const say = useGraphSay()
  const more = leads.length - leadsShown
  return (
    <ul className={styles.leads}>
      {leads.slice(0, leadsShown).map(({ to, kind, differs }) => {
        const isTold = kind === 'takes' || kind === 'waits' || kind === 'misses'
        return (
          <li key={to} title={to.split('/').slice(1).join('/')}>
            {shortPlace(to)}
            {isTold ? (
              <span data-kind={kind}>
                <span aria-hidden="true">{signs[kind]}</span>
                <span className="unseen">{say(kind)}</span>
              </span>
            ) : null}
            {differs ? ` ${differs.label}=${differs.has ?? ''}` : null}
          </li>
        )
      })}
      {more > 0 ? <li>{say('more', { count: more })}</li> : null}
    </ul>
  )
}

const signs = { takes: ' ✓', waits: ' …', misses: ' ✗' } as const

function State({ thing }: { readonly thing: Summary }) {
  const say = useSay()
  const own = useGraphSay()
  switch (thing.type) {
    case 'pod': {
      const word = say(`pod.${thing.state}`)
      const isPlain = thing.state === 'ready' || thing.state === 'running'
      return (
        <span className={styles.state}>
          <Glyph state={thing.state} />
          {isPlain ? word : `${word} · ${thing.status}`}
        </span>
      )
    }
    case 'node':
      return thing.fault ? say(`fault.${thing.fault}`) : thing.ready ? 'Ready' : 'NotReady'
    case 'service':
      return thing.serviceType === 'ExternalName' ? null : own('ready', readiness(thing))
    case 'slice':
      return own('ready', { ready: thing.ready, all: thing.all })
    case 'workload':
      return <States states={thing.grouped?.states ?? {}} />
    case 'outside':
      return thing.kind === 'balancer' && !thing.address ? '<pending>' : null
    case 'client': {
      if (!thing.running) return own('idle')
      const { ratePerSecond: rate, sent, outcomes } = thing
      return own('asks', { rate, sent, failed: failuresOf(outcomes) })
    }
    case 'laptop':
      return say('traffic.sent', { count: thing.sent })
  }
}

function States({ states }: { readonly states: Readonly<Partial<Record<PodState, number>>> }) {
  const say = useSay()
  return (Object.entries(states) as [PodState, number][]).map(([state, count]) => (
    <span key={state} className={styles.state}>
      <Glyph state={state} />
      {`${count} ${say(`pod.${state}`)}`}
    </span>
  ))
}
