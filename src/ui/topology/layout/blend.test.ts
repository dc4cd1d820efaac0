import { describe, expect, it } from 'vitest'
import { byId, lesson, pod } from '../../fixture/summaries'
import { blend, isMoved } from './blend'
import { layOut } from './layout'

const before = layOut({ summaries: byId(lesson), system: true })
const more = [...lesson, pod('more', { node: 'node-1' })]
const after = layOut({ summaries: byId(more), system: true, memory: before.memory })

describe('a layout on its way to another', () => {
  it('moves what stays, and has what is new at once', () => {
    const half = blend(before, after, 0.5)
    const at = (layout: typeof half, id: string) => layout.placed.get(id)?.y ?? 0
    const id = 'node/node-3'
    expect(at(half, id)).toBeCloseTo((at(before, id) + at(after, id)) / 2)
    expect(half.placed.get('pod/default/more')).toEqual(after.placed.get('pod/default/more'))
  })

  it('ends at the other', () => {
    expect(blend(before, after, 1)).toEqual(after)
  })

  it('is only needed when something moves', () => {
    expect(isMoved(before, after)).toBe(true)
    expect(isMoved(after, after)).toBe(false)
  })
})
