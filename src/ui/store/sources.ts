import type { Traffic } from '../../engine/api/traffic'
import type { Summary } from '../../projection/summary'

type Source = Traffic['from']

/** A place to ask from, as text: `outside`, `node/node-1`, `pod/default/client`. */
export function sourceText(from: Source): string {
  switch (from.type) {
    case 'outside':
      return 'outside'
    case 'node':
      return `node/${from.name}`
    case 'pod':
      return `pod/${from.namespace}/${from.name}`
  }
}

/** The place that a text names. */
export function sourceFrom(text: string): Source {
  const [type, first = '', second = ''] = text.split('/')
  if (type === 'node') return { type, name: first }
  if (type === 'pod') return { type, namespace: first, name: second }
  return { type: 'outside' }
}

/**
 * Every place that one may ask from now, and the one that is chosen, whether it is there or not.
 */
export function sourcesIn(
  summaries: ReadonlyMap<string, Summary>,
  chosen: string,
): readonly string[] {
  const found = [...summaries.values()]
    .filter((each) => each.type === 'node' || (each.type === 'pod' && !each.system))
    .map(({ id }) => id)
    .sort()
  const all = ['outside', ...found]
  return all.includes(chosen) ? all : [chosen, ...all]
}
