import { describe, expect, it } from 'vitest'
import { encodeLink, serialise } from '../../scenarios/codec'
import { first } from '../../scenarios/presets'
import { engineVersion, type Scenario } from '../../scenarios/scenario'
import { arrive, type Keep, withSelection } from './keeping'

const keeping = (kept: Readonly<Record<string, string>> = {}): Keep => ({
  getItem: (key) => kept[key] ?? null,
  setItem: () => undefined,
})
const arriving = (hash: string, keep: Keep = keeping(), languages = ['de-DE', 'en-GB']) =>
  arrive({ hash, languages, keep, first: (locale) => first.scenario(locale) })
const own: Scenario = { ...first.scenario('en'), seed: 7 }
const kept = keeping({ 'service-playground.scenario': serialise(own) })

describe('a visit', () => {
  it('begins with the first scenario, in the language the browser asks for', async () => {
    expect(await arriving('', keeping(), ['zh-TW', 'en'])).toMatchObject({
      locale: 'zh',
      theme: 'system',
    })
    expect((await arriving('')).scenario).toEqual(first.scenario('en'))
  })

  it('goes on where the last one ended', async () => {
    expect((await arriving('', kept)).scenario.seed).toBe(7)
  })

  it('begins with the link, whatever was kept', async () => {
    const link = encodeLink({ ...own, seed: 9 }) ?? ''
    expect((await arriving(link, kept)).scenario.seed).toBe(9)
  })

  it('speaks the language of its link', async () => {
    const link = encodeLink({ ...own, view: { locale: 'zh' } }) ?? ''
    expect((await arriving(link)).locale).toBe('zh')
  })

  it('says why a link is refused, and begins with the first scenario', async () => {
    expect(await arriving('#s=1.AAAA', kept)).toMatchObject({
      scenario: { seed: 1 },
      notice: { kind: 'link', refusal: 'damaged' },
    })
    expect((await arriving('#s=99.AAAA')).notice).toEqual({ kind: 'link', refusal: 'too-new' })
  })

  it('says which other version of the engine a link is by, and goes on in this one', async () => {
    const link = encodeLink({ ...own, engine: '0.0.1' }) ?? ''
    const { scenario, notice } = await arriving(link)
    expect(notice).toEqual({ kind: 'version', made: '0.0.1' })
    expect(scenario.engine).toBe(engineVersion)
    expect((await arriving(encodeLink(own) ?? '')).notice).toBeUndefined()
  })

  it('says that what was kept cannot be read, and begins with the first scenario', async () => {
    const torn = keeping({ 'service-playground.scenario': '{"format":1' })
    expect(await arriving('', torn)).toMatchObject({
      scenario: { seed: 1 },
      notice: { kind: 'storage', refusal: 'damaged' },
    })
  })

  it('does without a storage that is forbidden', async () => {
    const forbidden: Keep = {
      getItem: () => {
        throw new Error('SecurityError')
      },
      setItem: () => undefined,
    }
    expect((await arriving('', forbidden)).scenario).toEqual(first.scenario('en'))
  })
})

describe('what travels with a link', () => {
  it('is the selected thing, but no request: it will be another', () => {
    expect(withSelection(own, 'service/default/web-svc').view.selected).toBe(
      'service/default/web-svc',
    )
    expect(withSelection(own, 'request/12').view).toEqual({})
  })
})
