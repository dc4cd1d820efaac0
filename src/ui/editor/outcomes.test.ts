import { describe, expect, it } from 'vitest'
import { type Outcome, objectText, remarksOf, summaryOf } from './outcomes'
import { textsFor } from './texts'

const say = textsFor('en')
const outcome = (object: string, what: Outcome['outcome'], line?: number): Outcome => ({
  object,
  outcome: what,
  ...(line === undefined ? {} : { line }),
})

describe('what came of applying', () => {
  it('names objects as kubectl does', () => {
    const name = { namespace: 'default', name: 'web' }
    expect(objectText({ apiVersion: 'v1', kind: 'Service', ...name })).toBe('service/web')
    expect(objectText({ apiVersion: 'apps/v1', kind: 'Deployment', ...name })).toBe(
      'deployment.apps/web',
    )
  })

  it('is told by name when it is little, else by number', () => {
    const two = [outcome('service/a', 'configured'), outcome('pod/b', 'unchanged')]
    expect(summaryOf(two, say)).toBe('service/a configured')
    const many = ['a', 'b', 'c'].map((name) => outcome(`pod/${name}`, 'created'))
    expect(summaryOf([...many, outcome('pod/d', 'refused')], say)).toBe('3 created, 1 refused')
    expect(summaryOf([outcome('pod/a', 'unchanged')], say)).toBe('Nothing to change')
    expect(summaryOf([], say)).toBe('')
  })

  it('is noted beside documents, not beside what has none', () => {
    expect(remarksOf([outcome('pod/a', 'deleted'), outcome('pod/b', 'refused', 3)], say)).toEqual([
      { line: 3, text: 'refused', tone: 'bad' },
    ])
  })
})
