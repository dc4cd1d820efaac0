import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scenarioLimits } from '../scenarios/limits'
import { bounds, readMessage } from './message'

const said = (message: object) => readMessage({ servicePlayground: 1, ...message })

describe('a message from the page around', () => {
  it.each([
    [{ type: 'hello' }],
    [{ type: 'pause', id: 7 }],
    [{ type: 'step' }],
    [{ type: 'load', link: '#lesson=service/nodeport' }],
    [{ type: 'load', link: '#s=1.AAAA', id: 'a' }],
    [{ type: 'apply', manifest: 'kind: Service' }],
    [{ type: 'run' }],
    [{ type: 'run', speed: 2 }],
    [{ type: 'setting', theme: 'dark', lang: 'zh-CN' }],
    [{ type: 'setting' }],
  ])('%j is understood', (message) => {
    expect(said(message)).toEqual({ message })
  })

  it('may have a whole link, of which the scenario counts', () => {
    expect(said({ type: 'load', link: 'https://other.example/x?y#s=1.AA' })).toEqual({
      message: { type: 'load', link: '#s=1.AA' },
    })
  })

  it('carries nothing that was not asked for', () => {
    const more = JSON.parse('{"type": "pause", "__proto__": {"id": 1}, "manifest": "x"}')
    expect(said(more)).toEqual({ message: { type: 'pause' } })
  })

  it.each([
    [{ servicePlayground: 2, type: 'hello' }, 'servicePlayground'],
    [{ type: 'launch' }, 'type must be'],
    [{}, 'type must be'],
    [{ type: 'pause', id: {} }, 'id must be'],
    [{ type: 'pause', id: 'x'.repeat(65) }, 'id must be'],
    [{ type: 'load' }, 'link'],
    [{ type: 'load', link: 'https://evil.example' }, 'link'],
    [{ type: 'load', link: `#s=${'A'.repeat(400_000)}` }, 'link'],
    [{ type: 'apply', manifest: 1 }, 'manifest'],
    [{ type: 'apply', manifest: '#'.repeat(300_000) }, 'manifest'],
    [{ type: 'run', speed: 1_000 }, 'speed'],
    [{ type: 'run', speed: Number.NaN }, 'speed'],
    [{ type: 'setting', theme: 'pink' }, 'theme'],
    [{ type: 'setting', lang: 1 }, 'lang'],
  ])('%j is refused, in words', (message, words) => {
    expect(said(message)?.wrong).toContain(words)
  })

  it('is bounded as what it brings is elsewhere', () => {
    const { linkLength, url, manifestLength, speed } = scenarioLimits
    expect(bounds).toMatchObject({ link: linkLength + url, manifest: manifestLength, speed })
  })

  it('for somebody else is left alone', () => {
    for (const data of [undefined, null, 1, 'hello', {}, [], { type: 'hello' }])
      expect(readMessage(data)).toBeUndefined()
  })

  it('of any kind never throws', () => {
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom('type', 'id', 'link', 'speed', 'x') }),
        (any) => {
          const read = said(any)
          expect(read?.message ?? read?.wrong).toBeDefined()
        },
      ),
    )
  })
})
