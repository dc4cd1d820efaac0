import { memo } from 'react'
import { useSay } from '../i18n'
import { type Picture, useShared } from '../store'
import { useStill } from '../theme/theme'
import type { Layout, Placed } from './layout/picture'
import { sizes } from './layout/sizes'
import styles from './lines.module.css'
import { usePicture } from './vertices/picture-context'
import { along, type Point, pathOf, trackOf } from './ways/curve'
import type { Line } from './ways/lines'

/**
 * The lines that stay, and what is said at their ends. They find their own way, the one that
 * requests go, so they are one drawing between the frames and what stands in them, and none of
 * React Flow's edges.
 */
export const Lines = memo(function Lines({
  layout,
  lines,
  focus,
  within,
}: {
  readonly layout: Layout
  readonly lines: readonly Line[]
  readonly focus: string | undefined
  readonly within: ReadonlySet<string> | undefined
}) {
  const isAside = ({ kind, from, to }: Line) =>
    within !== undefined && (kind === 'misses' || !within.has(from) || !within.has(to))
  const isOf = ({ from, to }: Line) => from === focus || to === focus
  const someFocused = lines.some(isOf)
  const still = useStill()
  return (
    <>
      <svg className={styles.lines} aria-hidden="true">
        {lines.map((line) => (
          <Path
            key={line.id}
            kind={line.kind}
            d={drawnAs(line)}
            dim={isAside(line) || (someFocused && !isOf(line))}
          />
        ))}
        {still ? lines.map((line) => <StillArrow key={line.id} line={line} />) : null}
      </svg>
      {[...layout.placed.values()].map((thing) =>
        thing.shape === 'node' ? <Strip key={thing.id} node={thing} /> : null,
      )}
      {lines
        .filter((line) => !isAside(line))
        .map((line) => (
          <LineEnd key={line.id} line={line} still={still} />
        ))}
    </>
  )
})

const paths = new WeakMap<Line, string>()

/** A line's path; a line that stays as it is is written once. */
function drawnAs(line: Line): string {
  const known = paths.get(line) ?? pathOf(line.curves)
  paths.set(line, known)
  return known
}

/** One line; a port-forward is a pipe, with an inside. */
const Path = memo(function Path({
  kind,
  d,
  dim = false,
}: {
  readonly kind: Line['kind']
  readonly d: string
  readonly dim?: boolean
}) {
  return (
    <>
      <path className={styles.line} d={d} data-kind={kind} data-dim={dim} />
      {kind === 'forwards' ? <path className={styles.line} d={d} data-kind="inside" /> : null}
    </>
  )
})

/** Without motion, which way requests go. */
const StillArrow = memo(function StillArrow({ line: { kind, curves } }: { readonly line: Line }) {
  if (kind !== 'asks' && kind !== 'takes') return null
  const { x, y, angle } = along(trackOf(curves), 0.5)
  const place = `translate(${x} ${y}) rotate(${(angle * 180) / Math.PI})`
  return <path className={styles.arrow} d="M-4-4L5 0l-9 4z" data-kind={kind} transform={place} />
})

/** kube-proxy, along a node's inner edge: lines go through below it. */
function Strip({ node: { x, y, height } }: { readonly node: Placed }) {
  const place = { left: x + 1, top: y + 1, height: height - 2 }
  return (
    <div className={styles.strip} style={place} aria-hidden="true">
      <span>kube-proxy</span>
    </div>
  )
}

const signs: Readonly<Record<Line['kind'], string>> = {
  takes: '✓',
  waits: '…',
  misses: '',
  'stands-for': '',
  asks: '',
  forwards: '',
  quiet: '',
}

/** Taken, waited for, or which label differs. */
const LineEnd = memo(function LineEnd({
  line,
  still,
}: {
  readonly line: Line
  readonly still: boolean
}) {
  const end = line.curves.at(-1)?.[3]
  if (!end) return null
  const before = { ...end, x: end.x - sizes.landing }
  // Where no kube-proxy is before it, what is said stands closer.
  const { x, y } = line.landing ?? { ...before, x: before.x + sizes.strip }
  const sign = line.sign ?? before
  const atPod = { left: sign.x + 7, top: sign.y - 8 }
  return (
    <>
      {signs[line.kind] === '' ? null : (
        <span className={styles.end} data-kind={line.kind} style={atPod} aria-hidden="true">
          {signs[line.kind]}
        </span>
      )}
      {line.differs ? <Differs differs={line.differs} at={{ x, y }} /> : null}
      {still && line.kind === 'takes' ? <Count {...line} at={{ x, y }} /> : null}
    </>
  )
})

/** Where a line comes to the node. */
const atNode = ({ x, y }: Point) => ({
  transform: `translate(${x - sizes.strip - 6}px, ${y - 8}px) translateX(-100%)`,
})

/** The label that differs, as the Pod has it: `app=api ✗`. */
function Differs({
  differs: { label, has, wants },
  at,
}: {
  readonly differs: NonNullable<Line['differs']>
  readonly at: Point
}) {
  const say = useSay()
  return (
    <span
      className={`${styles.end} ${styles.label}`}
      data-kind="misses"
      title={say('service.wants', { label, value: wants })}
      style={atNode(at)}
    >
      {has === undefined ? say('service.without', { label }) : `${label}=${has}`} ✗
    </span>
  )
}

/** Without motion, how many requests went this way. */
function Count({ from, to, at }: Pick<Line, 'from' | 'to'> & { readonly at: Point }) {
  const { standIns } = usePicture()
  const count = useShared(({ picture }) =>
    answersBy(picture, from, (server) => (standIns.get(server) ?? server) === to),
  )
  if (count === 0) return null
  return (
    <span className={`${styles.end} ${styles.label}`} data-kind="takes" style={atNode(at)}>
      → {count}
    </span>
  )
}

/** What servers answered to those who ask this Service, or the Service that a slice is of. */
function answersBy(
  { summaries, asks }: Picture,
  from: string,
  isMeant: (server: string) => boolean,
): number {
  const slice = summaries.get(from)
  const service = slice?.type === 'slice' ? slice.service : from
  let sum = 0
  for (const each of summaries.values()) {
    if (each.type !== 'client' && each.type !== 'laptop') continue
    const asked = asks.get(each.id)?.service
    if (asked !== undefined && asked !== service) continue
    for (const server in each.servers) if (isMeant(server)) sum += each.servers[server] ?? 0
  }
  return sum
}

/** A short piece of a line, for the key. */
export function LineSample({ kind }: { readonly kind: Line['kind'] }) {
  return (
    <svg className={styles.sample} viewBox="0 0 28 14" aria-hidden="true">
      <Path kind={kind} d="M0 7H28" />
    </svg>
  )
}
