import { describe, expect, it } from 'vitest'
import { tellingLabels } from './picture-context'

describe('the labels that matter', () => {
  const labels = { app: 'web', tier: 'front', 'pod-template-hash': '6d5f' }

  it('are those that Services select by', () => {
    expect(tellingLabels(labels, new Set(['tier']))).toEqual(['tier=front'])
  })

  it('are the app when no Service asks for any, else the first', () => {
    expect(tellingLabels(labels, new Set())).toEqual(['app=web'])
    expect(tellingLabels({ b: '2', a: '1' }, new Set())).toEqual(['a=1'])
  })
})
