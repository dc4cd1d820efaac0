import { createHash } from 'node:crypto'
import { cpuUsage } from 'node:process'
import fc from 'fast-check'
import { deflateSync, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { environments } from '../engine/api/traffic'
import { decodeLink, encodeLink, parse, serialise } from './codec'
import { dictionary1 } from './dictionary'
import { scenarioLimits } from './limits'
import { presets } from './presets'
import { drawerNames, paneNames, type Scenario } from './scenario'

const scenario: Scenario = {
  engine: '0.1.0',
  seed: 7,
  environment: 'ack',
  mode: 'iptables',
  nodes: 3,
  manifest: 'kind: Service # 服务\nmetadata: {name: web}\n',
  traffic: [
    {
      name: 'client',
      from: { type: 'pod', namespace: 'default', name: 'client' },
      url: 'http://web-svc',
      ratePerSecond: 4,
      concurrency: 1,
      keepAlive: false,
      timeoutSeconds: 5,
    },
  ],
  view: { lens: 'network', positions: { 'node/node-1': [10, -20] }, live: true },
}

const texts = fc.string({ unit: 'binary', maxLength: 300 })
const lessonNames = fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/)
const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  engine: fc.string({ maxLength: 20 }),
  seed: fc.integer({ min: 0, max: 4_294_967_295 }),
  environment: fc.constantFrom(...environments),
  mode: fc.constantFrom('iptables', 'nftables', 'ipvs'),
  nodes: fc.integer({ min: 1, max: 10 }),
  manifest: texts,
  traffic: fc.uniqueArray(
    fc.record({
      name: fc.string({ maxLength: 20 }),
      from: fc.oneof(
        fc.record({ type: fc.constant('pod'), namespace: fc.string(), name: fc.string() }),
        fc.record({ type: fc.constant('node'), name: fc.string() }),
        fc.constant({ type: 'outside' } as const),
      ),
      url: fc.webUrl(),
      ratePerSecond: fc.integer({ min: 0, max: 1000 }),
      concurrency: fc.integer({ min: 1, max: 100 }),
      keepAlive: fc.boolean(),
      timeoutSeconds: fc.integer({ min: 1, max: 600 }),
    }),
    { maxLength: 5, selector: ({ name }) => name },
  ),
  view: fc.record(
    {
      lens: fc.constantFrom('service', 'network'),
      selected: fc.string(),
      positions: fc.dictionary(
        fc.string(),
        fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 })),
      ),
      folds: fc.dictionary(fc.string(), fc.constantFrom('open', 'folded')),
      live: fc.boolean(),
      focus: fc.string(),
      namespace: fc.string(),
      labels: fc.string(),
      locale: fc.constantFrom('en', 'zh'),
      paused: fc.boolean(),
      speed: fc.constantFrom(0.1, 0.5, 1, 20),
      camera: fc.tuple(
        fc.integer({ min: -999, max: 999 }),
        fc.integer({ min: -999, max: 999 }),
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 999 }),
      ),
      layout: fc.record(
        {
          manifest: fc.integer({ min: 0, max: 1000 }),
          drawer: fc.integer({ min: 0, max: 1000 }),
          tab: fc.constantFrom(...drawerNames),
        },
        { requiredKeys: [] },
      ),
      panes: fc.dictionary(fc.constantFrom(...paneNames), fc.constantFrom('hidden', 'read-only')),
      lesson: fc.record({ id: lessonNames, step: lessonNames }),
    },
    { requiredKeys: [] },
  ),
}) as fc.Arbitrary<Scenario>

/** Milliseconds of work within which a browser must be done with whatever a link holds. */
const noTime = 2_000

/** Does something that may be hostile: it is done in no time, however busy the machine is. */
function inNoTime<Result>(work: () => Result): Result {
  const before = cpuUsage()
  const result = work()
  const { user, system } = cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(noTime)
  return result
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
/** A link around any JSON text, made with version 1's dictionary. */
const linkOf = (text: string): string =>
  `#s=1.${base64url(deflateSync(strToU8(text), { dictionary: strToU8(dictionary1) }))}`
/**
 * The text of a scenario with something in it replaced, its check made to fit by a second
 * writer.
 */
const forged = (changed: Record<string, unknown>): string => {
  const text = serialise(scenario)
  const json = { ...JSON.parse(text), ...changed }
  json.check = undefined
  const body = JSON.stringify(json)
  let hash = 0x811c9dc5
  for (const unit of Array.from({ length: body.length }, (_, i) => body.charCodeAt(i))) {
    hash = Math.imul(hash ^ unit, 0x01000193) >>> 0
  }
  return `${body.slice(0, -1)},"check":"${body.length.toString(36)}.${hash.toString(36)}"}`
}

describe('a link', () => {
  it('holds the whole scenario, whatever its texts', () => {
    fc.assert(
      fc.property(anyScenario, (any) => {
        expect(decodeLink(encodeLink(any) ?? '')).toEqual({ scenario: any })
      }),
    )
  })

  it('is the same each time, and whatever the order of keys', () => {
    const { view, seed, ...rest } = scenario
    const shuffled = { view: { ...view, positions: { ...view.positions } }, seed, ...rest }
    expect(encodeLink(shuffled)).toBe(encodeLink(scenario))
    const places = { b: [1, 2], a: [3, 4] } as const
    const turned = { a: [3, 4], b: [1, 2] } as const
    expect(encodeLink({ ...scenario, view: { positions: places } })).toBe(
      encodeLink({ ...scenario, view: { positions: turned } }),
    )
  })

  it('is short for the scenarios that come along', () => {
    for (const preset of presets) {
      expect(encodeLink(preset.scenario('en'))?.length, preset.id).toBeLessThan(600)
      expect(encodeLink(preset.scenario('zh'))?.length, preset.id).toBeLessThan(700)
    }
  })

  it('of version 1 is read for ever', () => {
    const frozen =
      '#s=1.IyZFmWOPcCIjDqWkUVBWeDan92nXQqQiR6EaXuDUouVzghE2UOGNL3hxlUCQiMFTeBga6OgaGcQiR' +
      '0-SmZ5hqnmhuWWOUi0A'
    expect(decodeLink(frozen)).toEqual({ scenario })
    const digest = createHash('sha256').update(dictionary1).digest('hex')
    expect(digest).toBe('f272634f299147b11068556111db933be6ae6bf2df3a97af65680f1bf253aece')
  })

  it('is not made of what would be too large to read', () => {
    const random = Array.from({ length: 300_000 }, (_, i) => (i * 2_654_435_761) % 1e9)
    const manifest = random.join('').slice(0, scenarioLimits.manifestLength)
    expect(encodeLink({ ...scenario, manifest })).toBeUndefined()
    expect(encodeLink({ ...scenario, nodes: 101 })).toBeUndefined()
    expect(() => serialise({ ...scenario, nodes: 101 })).toThrow('not a scenario')
  })
})

describe('a fragment', () => {
  it('without a scenario is no link', () => {
    for (const hash of ['', '#', '#section', '#t=1.abc']) expect(decodeLink(hash)).toBeUndefined()
  })

  it('of a later version says so, whatever follows', () => {
    expect(decodeLink('#s=2.AAAA')).toEqual({ error: 'too-new' })
    expect(decodeLink('#s=99.???')).toEqual({ error: 'too-new' })
    expect(decodeLink(linkOf(forged({ format: 2 })))).toEqual({ error: 'too-new' })
  })

  it('with a character changed, or its end missing, is damaged', () => {
    const link = encodeLink(scenario) ?? ''
    fc.assert(
      fc.property(fc.nat(link.length - 6), fc.constantFrom('A', 'z', '_', '!'), (at, letter) => {
        const changed = decodeLink(link.slice(0, at + 5) + letter + link.slice(at + 6))
        // Some bits say nothing, and some words stand in the dictionary twice.
        if (changed?.scenario) expect(changed.scenario).toEqual(scenario)
        else expect(changed?.error).toBe('damaged')
        expect(decodeLink(link.slice(0, at + 5))?.error).toBe('damaged')
      }),
    )
    for (const hash of ['#s=', '#s=1', '#s=1.', '#s=0.AAAA', '#s=x.AAAA', '#s=1.%%%']) {
      expect(decodeLink(hash)).toEqual({ error: 'damaged' })
    }
  })

  it('of any characters is refused, in no time, and never throws', () => {
    const bytes = fc.uint8Array({ maxLength: 2_000 })
    fc.assert(
      fc.property(bytes, (any) => {
        const decoded = decodeLink(`#s=1.${base64url(any)}`)
        expect(decoded?.error).toMatch(/^(damaged|too-large)$/)
      }),
      { numRuns: 500 },
    )
    fc.assert(fc.property(texts, (any) => void decodeLink(`#s=${any}`)))
  })

  const bomb = deflateSync(new Uint8Array(20_000_000))
  it('that blows up is too large, and stops at that', () => {
    const link = `#s=1.${base64url(bomb)}`
    expect(inNoTime(() => decodeLink(link))).toEqual({ error: 'too-large' })
    expect(decodeLink(`#s=1.${'A'.repeat(scenarioLimits.linkLength)}`)).toEqual({
      error: 'too-large',
    })
  })

  it.each([
    ['a number too large', { seed: 4_294_967_296 }],
    ['a fraction', { nodes: 2.5 }],
    ['too many nodes', { nodes: 1_000_000 }],
    ['an unknown word', { environment: 'mars' }],
    ['text for a number', { seed: '1' }],
    ['no list', { traffic: {} }],
    ['too long a list', { traffic: Array.from({ length: 21 }, (_, i) => ({ name: `${i}` })) }],
    ['two of one name', { traffic: [scenario.traffic[0], scenario.traffic[0]] }],
    ['a client in nowhere', { traffic: [{ ...scenario.traffic[0], from: { type: 'moon' } }] }],
    ['an owner folded askew', { view: { folds: { a: 'shut' } } }],
    ['places off the map', { view: { positions: { a: [1e9, 0] } } }],
    ['another language', { view: { locale: 'fr' } }],
    ['time that flies', { view: { speed: 1e9 } }],
    ['a camera that sees nothing', { view: { camera: [0, 0, 0, 10] } }],
    ['a pane larger than the page', { view: { layout: { manifest: 1001 } } }],
    ['a pane shut askew', { view: { panes: { terminal: 'locked' } } }],
    ['a lesson out of the way', { view: { lesson: { id: '../../x', step: 'one' } } }],
    ['a lesson too long', { view: { lesson: { id: 'a'.repeat(41), step: 'one' } } }],
    ['half a lesson', { view: { lesson: { id: 'why' } } }],
    ['nothing', { manifest: null }],
  ])('with %s is not a scenario', (_, changed) => {
    expect(decodeLink(linkOf(forged(changed)))).toEqual({ error: 'not-a-scenario' })
  })

  it('cannot reach the prototype of anything', () => {
    const view = JSON.parse(
      '{"__proto__": {"lens": "network"}, "positions": {"__proto__": [1, 2]}}',
    )
    const hostile = forged({ view, constructor: 1, toString: {} })
    const { scenario: read } = decodeLink(linkOf(hostile)) ?? {}
    expect(Object.keys(read ?? {})).toEqual(Object.keys(scenario))
    expect(read?.view.lens).toBeUndefined()
    expect(Object.getPrototypeOf(read?.view.positions)).toBe(Object.prototype)
    expect(Object.entries(read?.view.positions ?? {})).toEqual([['__proto__', [1, 2]]])
    expect(({} as { lens?: string }).lens).toBeUndefined()
  })
})

describe('a stored text', () => {
  it('gives back what was kept', () => {
    expect(parse(serialise(scenario))).toEqual({ scenario })
  })

  it('that is something else is refused', () => {
    for (const text of ['', '{}', 'null', '[]', 'hello', serialise(scenario).replace('7', '8')]) {
      expect(parse(text)).toEqual({ error: 'damaged' })
    }
    expect(parse(forged({ manifest: 1 }))).toEqual({ error: 'not-a-scenario' })
    expect(parse(' '.repeat(300_000))).toEqual({ error: 'too-large' })
  })
})
