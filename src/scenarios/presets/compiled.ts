import { type JsonObject, parseManifest } from '../manifest'
import { presets } from '.'

/**
 * What each preset's manifest says, by id: the languages differ in comments alone. The build puts
 * the outcome in this module's place (vite.config.ts), so that a preset opens without the parser.
 */
export const compiled: Readonly<Record<string, readonly JsonObject[] | undefined>> =
  Object.fromEntries(
    presets.map(({ id, scenario }) => [
      id,
      parseManifest(scenario('en').manifest).documents.map(({ object }) => object),
    ]),
  )
