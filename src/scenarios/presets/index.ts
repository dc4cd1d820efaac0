import type { Scenario } from '../scenario'
import { externalName } from './externalname'
import { first } from './first'
import { loadBalancer } from './loadbalancer'
import { namespaces } from './namespaces'
import { nodePort } from './nodeport'
import type { Preset } from './preset'
import { readiness } from './readiness'
import { selectorTypo } from './selector-typo'

export type { Preset, PresetLocale } from './preset'
export { first }

/** Every preset, in the order in which they are offered; the first one opens without a link. */
export const presets: readonly Preset[] = [
  first,
  nodePort,
  loadBalancer,
  externalName,
  selectorTypo,
  readiness,
  namespaces,
]

/** Whether a scenario is a preset as it comes, in either language, however it is looked at. */
export const isPreset = (preset: Preset, scenario: Scenario): boolean =>
  (['en', 'zh'] as const).some((locale) => {
    const { view: _, ...own } = preset.scenario(locale)
    const { view: __, ...given } = scenario
    return JSON.stringify(own) === JSON.stringify({ ...own, ...given })
  })

/** The preset whose text a manifest is, letter by letter, in one of the languages. */
export const presetOf = (manifest: string): Preset | undefined =>
  presets.find(({ scenario }) =>
    (['en', 'zh'] as const).some((locale) => scenario(locale).manifest === manifest),
  )
