import type { PresetLocale } from '../scenarios/presets'
import type { Scenario } from '../scenarios/scenario'
import type { Lesson } from './lesson'
import { scenarioOf } from './scenario-of'

/**
 * The scenario of a step of one of these lessons, of its first when none is named; undefined when
 * there is no such step.
 */
export function startOf(
  lessons: readonly Lesson[],
  {
    id,
    step,
    locale,
  }: { readonly id: string; readonly step: string | undefined; readonly locale: PresetLocale },
): Scenario | undefined {
  const steps = lessons.find((each) => each.id === id)?.steps ?? []
  const found = step === undefined ? steps[0] : steps.find((each) => each.id === step)
  if (!found) return undefined
  const { view, ...scenario } = scenarioOf(found.start, locale)
  return { ...scenario, view: { ...view, lesson: { id, step: found.id } } }
}
