import { describe, expect, it } from 'vitest'
import { parseManifest } from './manifest'
import { objectsOf } from './objects'
import { presetOf, presets } from './presets'

const parsed = (text: string) => parseManifest(text).documents.map(({ object }) => object)

describe('the objects of a manifest', () => {
  it.each(
    presets.flatMap((preset) => [
      [preset.id, 'en', preset] as const,
      [preset.id, 'zh', preset] as const,
    ]),
  )('are what the parser reads, in the build, too: preset %s in %s', async (_, locale, preset) => {
    const { manifest } = preset.scenario(locale)
    expect(presetOf(manifest)).toBe(preset)
    const objects = await objectsOf(manifest, preset.id)
    expect(objects).toEqual(parsed(manifest))
    expect(JSON.parse(JSON.stringify(objects))).toStrictEqual(objects) // as the build writes them
    expect(await objectsOf(manifest, preset.id)).toBe(objects) // read once
  })

  it('are those of the text as it stands, once it is no longer a preset', async () => {
    const [{ scenario } = expect.fail()] = presets
    const changed = scenario('en').manifest.replace('replicas: 3', 'replicas: 4')
    expect(presetOf(changed)).toBe(undefined)
    expect(await objectsOf(changed)).toEqual(parsed(changed))
    expect(await objectsOf(changed)).not.toEqual(await objectsOf(scenario('en').manifest))
  })

  it('are none when there is no text, and those that can be read when some cannot', async () => {
    expect(await objectsOf('')).toEqual([])
    expect(await objectsOf('kind: A\n---\nkind: [\n')).toEqual([{ kind: 'A' }])
  })
})
