import { definePreset, type PresetLocale } from '../scenarios/presets/preset'
import type { Scenario } from '../scenarios/scenario'
import type { Start } from './lesson'

/** The scenario that a step begins with; the comments of its manifest in one of the languages. */
export const scenarioOf = (start: Start, locale: PresetLocale): Scenario =>
  definePreset({ id: '', title: { en: '', zh: '' }, ...start }).scenario(locale)
