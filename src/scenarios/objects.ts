import type { JsonObject } from './manifest'
import { presets } from './presets'
import { compiled } from './presets/compiled'

/**
 * The objects of a manifest, in order, as far as it can be read. A preset's are there already;
 * the parser comes only for text that is nobody's yet.
 */
export async function objectsOf(manifest: string): Promise<readonly JsonObject[]> {
  const known = compiled[presetOf(manifest)?.id ?? '']
  if (known) return known
  const { parseManifest } = await import('./manifest')
  return parseManifest(manifest).documents.map(({ object }) => object)
}

const presetOf = (manifest: string) =>
  presets.find(({ scenario }) =>
    (['en', 'zh'] as const).some((locale) => scenario(locale).manifest === manifest),
  )
