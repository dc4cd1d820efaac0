import type { JsonObject } from './manifest'
import { compiled } from './presets/compiled'

/**
 * The objects of a manifest, in order, as far as it can be read. Those of a preset, if it is said
 * to be that one's text, are there already; else the parser comes.
 */
export async function objectsOf(manifest: string, preset = ''): Promise<readonly JsonObject[]> {
  const known = compiled[preset]
  if (known) return known
  const { parseManifest } = await import('./manifest')
  return parseManifest(manifest).documents.map(({ object }) => object)
}
