import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeLink, encodeLink } from '../codec'
import { parseManifest } from '../manifest'
import { engineVersion } from '../scenario'
import { first, presets } from '.'

describe.each(presets.map((preset) => [preset.id, preset] as const))('preset %s', (_, preset) => {
  const [en, zh] = [preset.scenario('en'), preset.scenario('zh')]

  it('says the same in both languages, but for the comments', () => {
    const [one, other] = [en, zh].map(({ manifest }) => parseManifest(manifest))
    expect([one?.problems, other?.problems]).toEqual([[], []])
    expect(one?.documents.length).toBeGreaterThan(0)
    expect(one?.documents.map(({ object }) => object)).toEqual(
      other?.documents.map(({ object }) => object),
    )
    expect({ ...zh, manifest: '' }).toEqual({ ...en, manifest: '' })
  })

  it('has its comments in one language at a time', () => {
    expect(preset.title.zh).toMatch(/\p{Script=Han}/u)
    expect(preset.title.en + en.manifest).not.toMatch(/\p{Script=Han}/u)
    expect(en.manifest + zh.manifest).not.toContain(' | ')
    expect(/ # /.test(en.manifest)).toBe(/\p{Script=Han}/u.test(zh.manifest))
  })

  it('can be shared', () => {
    expect(decodeLink(encodeLink(zh) ?? '')).toEqual({ scenario: zh })
  })
})

describe('the presets', () => {
  it("have names of their own, and the first is the lesson's", () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length)
    expect(presets[0]).toBe(first)
    expect(first.scenario('zh').manifest).toContain('app: web # ')
  })

  it('name the version of this program', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(engineVersion).toBe(version)
  })
})
