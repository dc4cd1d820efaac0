import { type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { useSay } from '../i18n'
import { useShared } from '../store'
import { useStill } from '../theme/theme'
import styles from './edges.module.css'
import { sizes } from './layout/sizes'
import { pathOf } from './ways/curve'
import type { Line } from './ways/lines'

/** A line, as React Flow carries it. */
export type LineEdgeType = Edge<{ readonly line: Line; readonly dim: boolean }, 'line'>

const signs: Readonly<Record<Line['kind'], string>> = {
  takes: '✓',
  waits: '…',
  misses: '✗',
  'stands-for': '',
}

/** A line and what is said at its end: taken, waited for, or which label differs. */
export function LineEdge({ data }: EdgeProps<LineEdgeType>) {
  if (!data) return null
  const { line, dim } = data
  const end = line.curves.at(-1)?.[3]
  return (
    <>
      <path className={styles.line} d={pathOf(line.curves)} data-kind={line.kind} data-dim={dim} />
      {end && line.kind !== 'stands-for' ? (
        <EdgeLabelRenderer>
          <span
            className={styles.end}
            data-kind={line.kind}
            style={{ transform: `translate(${end.x - sizes.landing + 7}px, ${end.y - 8}px)` }}
          >
            {signs[line.kind]}
          </span>
          {line.differs ? <Differs line={line} /> : null}
          <Count line={line} />
        </EdgeLabelRenderer>
      ) : null}
    </>
  )
}

/** The label that differs, where the line comes to the node: `app=api ✗`. */
function Differs({ line }: { readonly line: Line }) {
  const say = useSay()
  const end = line.curves.at(-1)?.[3]
  if (!end || !line.differs) return null
  const { label, has, wants } = line.differs
  const x = end.x - sizes.landing - sizes.strip - 6
  return (
    <span
      className={`${styles.end} ${styles.label}`}
      data-kind="misses"
      title={say('service.wants', { label, value: wants })}
      style={{ transform: `translate(${x}px, ${end.y - 8}px) translateX(-100%)` }}
    >
      {has === undefined ? say('service.without', { label }) : `${label}=${has}`}
      <span className={styles.cross}>✗</span>
    </span>
  )
}

/** Without motion, how many requests went this way. */
function Count({ line }: { readonly line: Line }) {
  const still = useStill()
  const count = useShared(({ picture }) => (still ? answersBy(picture.summaries, line.to) : 0))
  const end = line.curves.at(-1)?.[3]
  if (!end || count === 0 || line.kind !== 'takes') return null
  const x = end.x - sizes.landing - sizes.strip - 6
  return (
    <span
      className={`${styles.end} ${styles.label}`}
      data-kind="takes"
      style={{ transform: `translate(${x}px, ${end.y - 8}px) translateX(-100%)` }}
    >
      {count}
    </span>
  )
}

const answersBy = (
  summaries: ReadonlyMap<string, { readonly type: string; readonly servers?: unknown }>,
  pod: string,
): number => {
  let sum = 0
  for (const each of summaries.values()) {
    if (each.type !== 'client') continue
    sum += (each.servers as Readonly<Record<string, number>> | undefined)?.[pod] ?? 0
  }
  return sum
}
