import { type LinesInput, type Wanted, wantedLines } from '../ways/lines'
import { listedIn } from '../ways/service-ways'

/** One thing leads to another, whether or not there is room to draw the line. */
export type Edge = Pick<Wanted, 'from' | 'to' | 'kind' | 'differs'>

/**
 * What leads where in the picture, as its lines tell it: from who asks over Services, and the
 * slices where these stand, to Pods.
 */
export function edgesOf(input: LinesInput): readonly Edge[] {
  const { summaries, layout } = input
  const found = new Map<string, Edge>()
  const add = (edge: Edge) => {
    const key = `${edge.from} ${edge.to}`
    if (edge.from !== edge.to && !found.has(key)) found.set(key, edge)
  }
  for (const { kind, from, to, differs } of wantedLines({ ...input, whole: true })) {
    if (!layout.placed.has(from) || !layout.placed.has(to)) continue
    const isTaken = kind === 'takes' || kind === 'waits'
    const listed =
      layout.lens === 'service' && isTaken
        ? listedIn(layout, summaries, { service: from, pod: to })
        : undefined
    if (listed && listed.id !== to) {
      add({ kind, from, to: listed.id })
      add({ kind, from: listed.id, to })
    } else add({ kind, from, to, ...(differs && { differs }) })
  }
  return [...found.values()]
}
