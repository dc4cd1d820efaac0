import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { RuleRow, RulesPage } from '../../engine/api/kernel'
import { useActions } from '../store'
import styles from './kernel.module.css'
import { type Piece, piecesOf } from './pieces'
import { type KernelSay, useKernelSay } from './texts'
import { windowAt } from './window'

/** The height of a line. */
export const lineHeight = 20

/** Goes to a line. */
export interface RuleListHandle {
  scrollTo(line: number): void
  readonly top: number
}

/** The lines that are looked at; above and below is room for all others. */
export function RuleList({
  page,
  label,
  service,
  flashed,
  ref,
  onWindow,
  onFollow,
}: {
  readonly page: RulesPage
  readonly label: string
  /** The Service that is selected: `default/web`. */
  readonly service: string | undefined
  /** A line that one has just been led to. */
  readonly flashed: number | undefined
  readonly ref: Ref<RuleListHandle>
  readonly onWindow: (offset: number) => void
  readonly onFollow: (group: string) => void
}) {
  const say = useKernelSay()
  const box = useRef<HTMLDivElement>(null)
  const hits = useHits(page)
  useImperativeHandle(ref, () => ({
    scrollTo: (line) => box.current?.scrollTo({ top: Math.max(0, (line - 2) * lineHeight) }),
    get top() {
      return (box.current?.scrollTop ?? 0) / lineHeight
    },
  }))
  return (
    <section
      ref={box}
      className={styles.lines}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it, too
      tabIndex={0}
      onScroll={(event) => onWindow(windowAt(event.currentTarget.scrollTop, lineHeight).offset)}
    >
      <ol
        className={styles.all}
        style={{ height: page.matching * lineHeight, paddingTop: page.offset * lineHeight }}
      >
        {page.rows.map((row) => (
          <Line
            key={row.number}
            row={row}
            say={say}
            isOwn={service !== undefined && serviceOf(row) === service}
            isFlashed={row.number === flashed}
            hit={hits.get(row.number)}
            onFollow={onFollow}
          />
        ))}
      </ol>
    </section>
  )
}

const serviceOf = ({ because }: RuleRow): string =>
  because?.kind === 'Service' ? `${because.key.namespace}/${because.key.name}` : ''

/** Lines that packets, or connections, have come to since the last page, and their counts now. */
function useHits({ view, rows, mode }: RulesPage): ReadonlyMap<number, number> {
  const before = useRef<{ readonly subject: string; readonly packets: Map<number, string> }>(
    undefined,
  )
  const [hits, setHits] = useState<ReadonlyMap<number, number>>(new Map())
  useEffect(() => {
    const subject = `${mode} ${view}`
    const known = before.current?.subject === subject ? before.current.packets : new Map()
    const fresh = new Map<number, number>()
    for (const { number, packets, text } of rows) {
      const [what, count] = packets === undefined ? connectionsIn(text) : [text, packets]
      if (count === undefined) continue
      const said = `${count} ${what}`
      const earlier = known.get(number)
      const isHit = earlier !== undefined && earlier !== said && earlier.endsWith(what)
      if (isHit) fresh.set(number, count)
      known.set(number, said)
    }
    before.current = { subject, packets: known }
    setHits(fresh)
  }, [rows, view, mode])
  return hits
}

// ipvsadm counts no packets, but the connections of each server, active ones and others.
function connectionsIn(text: string): readonly [what: string, count?: number] {
  const [, what = '', active, inactive] = /^( *-> .* )(\d+) +(\d+) *$/.exec(text) ?? []
  return active === undefined ? [text] : [what, Number(active) * 100_000 + Number(inactive)]
}

interface LineProps {
  readonly row: RuleRow
  readonly say: KernelSay
  readonly isOwn: boolean
  readonly isFlashed: boolean
  readonly hit: number | undefined
  readonly onFollow: (group: string) => void
}

function Line({ row, say, isOwn, isFlashed, hit, onFollow }: LineProps) {
  const { kind, text, targets, packets } = row
  return (
    <li
      className={styles.line}
      data-kind={kind}
      data-own={isOwn || undefined}
      data-flashed={isFlashed || undefined}
    >
      <span
        key={hit}
        className={styles.packets}
        data-hit={hit === undefined ? undefined : ''}
        title={packets === undefined ? undefined : say('packetsHint')}
      >
        {packets === undefined || packets === 0 ? '' : packets}
      </span>
      <code className={styles.text}>
        {piecesOf(text, targets).map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have nothing but their places
          <Part key={index} piece={piece} say={say} onFollow={onFollow} />
        ))}
      </code>
      <Because row={row} say={say} />
    </li>
  )
}

function Part({
  piece: { kind, text, target },
  say,
  onFollow,
}: {
  readonly piece: Piece
  readonly say: KernelSay
  readonly onFollow: (group: string) => void
}) {
  if (kind === 'comment') return <span className={styles.comment}>{text}</span>
  if (kind === 'plain' || target === undefined) return text
  return (
    <button
      type="button"
      className="lead"
      title={say('jump', { name: text })}
      onClick={() => onFollow(target)}
    >
      {text}
    </button>
  )
}

/** The field that is why the line is there. */
function Because({ row: { because }, say }: Pick<LineProps, 'row' | 'say'>) {
  const { reveal } = useActions()
  if (!because) return null
  const { kind, key, path } = because
  return (
    <button
      type="button"
      className={styles.because}
      title={say('field', { kind, name: key.name, path })}
      onClick={() => reveal(because)}
    >
      {`${key.name} · ${path}`}
    </button>
  )
}
