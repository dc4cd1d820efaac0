import { describe, expect, it } from 'vitest'
import { lessons, type Way } from '.'
import { scenarioOf } from './scenario-of'

const steps = lessons.flatMap(({ id, steps }) =>
  steps.map((step) => [`${id}/${step.id}`, step] as const),
)

/** The words of a manifest that acts would look for and not find, in their order. */
function missing(manifest: string, way: Way): readonly string[] {
  let text = manifest
  return way.flatMap((act) => {
    if (!('replace' in act)) return []
    if (!text.includes(act.replace)) return [act.replace]
    text = text.replace(act.replace, () => act.by)
    return []
  })
}

// The comments of a manifest are in the reader's language.
describe.each(['en', 'zh'] as const)('a manifest in %s', (locale) => {
  it.each(steps)('has the words that ways replace: %s', (_, step) => {
    const { manifest } = scenarioOf(step.start, locale)
    const { question, breaks = [], ways = [], wrong = [] } = step
    const before = [...(question?.deeds ?? []), ...breaks]
    for (const way of [...ways, wrong]) expect(missing(manifest, [...before, ...way])).toEqual([])
  })
})
