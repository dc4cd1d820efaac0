import { describe, expect, it } from 'vitest'
import { readScenarioFile, scenarioFile } from './file'
import { parseManifest } from './manifest'
import { presets } from './presets'
import type { Scenario } from './scenario'

const [first] = presets.map((preset) => preset.scenario('zh'))
const scenario: Scenario = {
  ...(first as Scenario),
  seed: 7,
  view: { lens: 'service', paused: true, panes: { terminal: 'hidden' } },
}
const file = scenarioFile(scenario) ?? ''

describe('a file of a scenario', () => {
  it('gives it back, and is its manifest to whoever reads YAML', () => {
    expect(readScenarioFile(file)).toEqual(scenario)
    const objects = (text: string) => parseManifest(text).documents.map(({ object }) => object)
    expect(objects(file)).toEqual(objects(scenario.manifest))
  })

  it('keeps a manifest that begins with comments, or is empty', () => {
    for (const manifest of ['', '#\n#\n# service-playground/v1: {}\nkind: Pod\n', '\n\n---\n']) {
      expect(readScenarioFile(scenarioFile({ ...scenario, manifest }) ?? '')).toEqual({
        ...scenario,
        manifest,
      })
    }
  })

  it('may have been edited, also by an editor that ends lines in its own way', () => {
    const edited = `${file.replaceAll('\n', '\r\n')}# more\r\n`
    expect(readScenarioFile(edited)?.manifest).toContain('# more')
    expect(readScenarioFile(edited)?.seed).toBe(7)
    expect(readScenarioFile(`# from a teacher\n\uFEFF${file}`.replace('\uFEFF', ''))?.seed).toBe(7)
  })

  it.each([
    ['no scenario', 'kind: Service\n'],
    ['no JSON', '# service-playground/v1: {"seed":\n#\nkind: Service\n'],
    ['something else', '# service-playground/v1: {"seed":-1}\n#\nkind: Service\n'],
    ['a manifest beyond all bounds', `${file}${'#'.repeat(300_000)}`],
    ['nothing', ''],
  ])('with %s is none', (_, text) => {
    expect(readScenarioFile(text)).toBeUndefined()
  })
})
