import { describe, expect, it } from 'vitest'
import { byId, lesson } from '../fixture/summaries'
import { sourceFrom, sourcesIn, sourceText } from './sources'

describe('where requests begin', () => {
  it.each(['outside', 'node/node-1', 'pod/default/client'])('%s can be said and read', (text) => {
    expect(sourceText(sourceFrom(text))).toBe(text)
  })

  it('is any node or Pod there is, and the one chosen even when it is gone', () => {
    const all = sourcesIn(byId(lesson), 'pod/default/gone')
    expect(all).toContain('node/node-2')
    expect(all[0]).toBe('pod/default/gone')
    expect(all.some((source) => source.includes('coredns'))).toBe(false)
  })
})
