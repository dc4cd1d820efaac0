import { describe, expect, it } from 'vitest'
import { lesson, pod } from '../../fixture/summaries'
import { found } from './found'

const all = new Map(lesson.map((each) => [each.id, each]))

const idsFor = (query: string) => found(query, all).map(({ id }) => id)

describe('search', () => {
  it('finds by name, the ones that begin with it first', () => {
    const [first, ...others] = idsFor('web')
    expect(first).toBe('pod/default/web-6d5f7c9b8d-4kq7x')
    expect(others).toContain('service/default/web-svc')
  })

  it('finds by address, and says by which', () => {
    expect(found('10.244.1.3', all)).toEqual([
      {
        id: 'pod/default/web-6d5f7c9b8d-m2vzt',
        name: 'web-6d5f7c9b8d-m2vzt',
        kind: 'Pod',
        by: '10.244.1.3',
      },
    ])
  })

  it('finds by label as a selector writes it, and by kind; each word must be found', () => {
    expect(idsFor('app=web pod')).toHaveLength(3)
    expect(idsFor('app=web service web-svc')).toEqual(['service/default/web-svc'])
    expect(idsFor('node')).toEqual(['node/node-1', 'node/node-2', 'node/node-3'])
    expect(idsFor('app=web nowhere')).toEqual([])
    expect(idsFor(' ')).toEqual([])
  })

  it('finds Pods that the picture shows as one, and says by whom', () => {
    const inside = { ...pod('crowd-x7k2p'), owner: 'deployment/default/crowd' }
    const told = [...all.values()].filter(({ type }) => type === 'pod')
    const hits = found('crowd', all, [inside, ...(told as (typeof inside)[])])
    expect(hits).toMatchObject([{ id: inside.id, inside: 'deployment/default/crowd' }])
    expect(found('web', all, told as (typeof inside)[]).some((hit) => hit.inside)).toBe(false)
  })

  it('shows no more than can be read', () => {
    const many = Array.from({ length: 40 }, (_, index) => pod(`many-${index}`))
    expect(found('many', new Map(many.map((each) => [each.id, each])))).toHaveLength(8)
  })
})
