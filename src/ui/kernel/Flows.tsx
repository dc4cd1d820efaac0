import { type ReactNode, useState } from 'react'
import type { FlowRow, FlowsPage } from '../../engine/api/kernel'
import { Select } from '../controls'
import { shortPlace, useActions } from '../store'
import { CopyText } from './CopyText'
import { FilterBox } from './FilterBox'
import styles from './kernel.module.css'
import { lineHeight } from './RuleList'
import { type KernelSay, useKernelSay } from './texts'
import { usePage } from './use-page'
import { windowAt } from './window'

const rowHeight = 28
const { limit } = windowAt(0, 1)

/** The connections that a node tracks: as a table, or as conntrack prints them. */
export function Flows({ node, lead }: { readonly node: string; readonly lead: ReactNode }) {
  const say = useKernelSay()
  const [filter, setFilter] = useState('')
  const [offset, setOffset] = useState(0)
  const [form, setForm] = useState<'table' | 'text'>('table')
  const query = { filter, limit: String(limit), offset: String(offset) }
  const { page } = usePage<FlowsPage>(node, 'flows', query)
  if (!page) return null
  const { flows, matching } = page
  const height = form === 'table' ? rowHeight : lineHeight
  return (
    <>
      <div className={styles.tools}>
        {lead}
        <Select
          label={say('raw')}
          value={form}
          options={[
            ['table', say('asTable')],
            ['text', 'conntrack -L'],
          ]}
          onChange={setForm}
        />
        <FilterBox value={filter} label={say('filterFlows')} onChange={setFilter} />
        <span className={styles.count} role="status">
          {filter === ''
            ? say('entries', { count: flows })
            : say('matchingEntries', { count: matching, all: flows })}
        </span>
        <span className={styles.end}>
          <details className={styles.why}>
            <summary>{say('whyButton')}</summary>
            <p>{say('why')}</p>
          </details>
          <CopyText node={node} what="flows" />
        </span>
      </div>
      {matching === 0 ? (
        <p className={styles.empty}>{say(filter === '' ? 'noFlows' : 'noSuchFlow')}</p>
      ) : (
        <section
          className={styles.lines}
          aria-label={say('table', { node })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it, too
          tabIndex={0}
          onScroll={(event) => setOffset(windowAt(event.currentTarget.scrollTop, height).offset)}
        >
          {form === 'table' ? <FlowTable page={page} say={say} /> : <FlowTexts page={page} />}
        </section>
      )}
    </>
  )
}

function FlowTexts({ page }: { readonly page: FlowsPage }) {
  return (
    <ol
      className={styles.all}
      style={{ height: page.matching * lineHeight, paddingTop: page.offset * lineHeight }}
    >
      {page.rows.map(({ id, text }) => (
        <li key={id} className={styles.line}>
          <code className={styles.text}>{text}</code>
        </li>
      ))}
    </ol>
  )
}

const columns = ['protocol', 'from', 'original', 'service', 'reply', 'state', 'left'] as const

function FlowTable({ page, say }: { readonly page: FlowsPage; readonly say: KernelSay }) {
  const after = page.matching - page.offset - page.rows.length
  return (
    <table className={styles.flows} aria-rowcount={page.matching}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {say(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Room rows={page.offset} />
        {page.rows.map((row, index) => (
          <Flow key={row.id} row={row} place={page.offset + index + 1} say={say} />
        ))}
        <Room rows={after} />
      </tbody>
    </table>
  )
}

/** Rows that nobody looks at. */
const Room = ({ rows }: { readonly rows: number }): ReactNode =>
  rows > 0 ? <tr style={{ height: rows * rowHeight }} /> : null

function Flow({
  row,
  place,
  say,
}: {
  readonly row: FlowRow
  readonly place: number
  readonly say: KernelSay
}) {
  const { protocol, original, reply, client, server, service, state, secondsLeft } = row
  const isTranslated =
    original.destination !== reply.source || original.destinationPort !== reply.sourcePort
  return (
    <tr style={{ height: rowHeight }} aria-rowindex={place}>
      <td>{protocol}</td>
      <td>
        <Ends address={original.source} port={original.sourcePort} place={client} />
      </td>
      <td>
        <code>{`${original.destination}:${original.destinationPort}`}</code>
      </td>
      <td>{service === undefined ? null : <Place id={service} />}</td>
      <td data-translated={isTranslated || undefined}>
        <Ends address={reply.source} port={reply.sourcePort} place={server} />
        {server === undefined && isTranslated ? (
          <span className={styles.gone}>{say('nobody')}</span>
        ) : null}
      </td>
      <td data-state={row.isAnswered ? state : 'UNREPLIED'}>
        {row.isAnswered ? (state ?? '') : say('unanswered')}
      </td>
      <td className={styles.figure}>{say('seconds', { count: secondsLeft })}</td>
    </tr>
  )
}

function Ends({
  address,
  port,
  place,
}: {
  readonly address: string
  readonly port: number
  readonly place: string | undefined
}) {
  return (
    <>
      <code>{`${address}:${port}`}</code>
      {place === undefined || place.startsWith('external/') ? null : <Place id={place} />}
    </>
  )
}

/** Something in the picture. */
function Place({ id }: { readonly id: string }) {
  const { select } = useActions()
  return (
    <button type="button" className={`lead ${styles.place}`} title={id} onClick={() => select(id)}>
      {shortPlace(id)}
    </button>
  )
}
