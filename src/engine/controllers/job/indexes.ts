import type { Pod } from '../../resources'

/** Says which of an indexed Job's parts a Pod is for. */
export const INDEX = 'batch.kubernetes.io/job-completion-index'

/** The part that a Pod is for; undefined when it is for none. */
export function indexOf({ metadata }: Pod): number | undefined {
  const text = metadata.annotations?.[INDEX]
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}

/** `0-2,4,6,7`: runs of three and more are written as such. */
export function indexText(indexes: ReadonlySet<number>): string {
  const sorted = [...indexes].sort((left, right) => left - right)
  const runs: [number, number][] = []
  for (const index of sorted) {
    const run = runs.at(-1)
    if (run && run[1] === index - 1) run[1] = index
    else runs.push([index, index])
  }
  return runs
    .map(([first, last]) => {
      if (first === last) return `${first}`
      return last - first > 1 ? `${first}-${last}` : `${first},${last}`
    })
    .join(',')
}

/** Reads what `indexText` writes. */
export function parseIndexes(text = ''): ReadonlySet<number> {
  const found = new Set<number>()
  for (const part of text.split(',').filter((each) => each !== '')) {
    const [first = 0, last = first] = part.split('-').map(Number)
    for (let index = first; index <= last; index++) found.add(index)
  }
  return found
}
