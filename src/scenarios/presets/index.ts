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

/** The preset whose text a manifest is, letter by letter, in one of the languages. */
export const presetOf = (manifest: string): Preset | undefined =>
  presets.find(({ scenario }) =>
    (['en', 'zh'] as const).some((locale) => scenario(locale).manifest === manifest),
  )
