import type { PresetLocale } from '../scenarios/presets'
import type { Scenario } from '../scenarios/scenario'
import { lessons } from '.'
import { scenarioOf } from './scenario-of'

/**
 * The scenario of a step of one of our lessons, of its first when none is named; undefined when
 * there is no such step.
 */
export function startOf(
  id: string,
  step: string | undefined,
  locale: PresetLocale,
): Scenario | undefined {
  const steps = lessons.find((each) => each.id === id)?.steps ?? []
  const found = step === undefined ? steps[0] : steps.find((each) => each.id === step)
  if (!found) return undefined
  const { view, ...scenario } = scenarioOf(found.start, locale)
  return { ...scenario, view: { ...view, lesson: { id, step: found.id } } }
}
