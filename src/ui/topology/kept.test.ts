import { describe, expect, it } from 'vitest'
import { byId, lesson } from '../fixture/summaries'
import { keptLayout, keptLines } from './kept'
import { layOut } from './layout/layout'
import { linesOf } from './ways/lines'

const layoutOf = (summaries = byId(lesson)) => layOut({ summaries, system: false })
const linesIn = (summaries = byId(lesson)) =>
  linesOf({ summaries, layout: layoutOf(summaries), asks: new Map() })
const without = (id: string) => byId(lesson.filter((each) => each.id !== id))

describe('what is as it was', () => {
  it('keeps its identity, so that nothing is drawn anew for it', () => {
    const [layout, lines] = [layoutOf(), linesIn()]
    expect(keptLayout(layout, layoutOf())).toBe(layout)
    expect(keptLines(lines, linesIn())).toBe(lines)
  })

  it('is each line by itself, when another has gone', () => {
    const lines = linesIn()
    const [first, second] = linesIn()
    if (!first || !second) throw new Error('the lesson has lines')
    const moved = { ...first, landing: { x: 1, y: 2 } }
    const kept = keptLines(lines, [moved, second])
    expect(kept).toEqual([moved, second])
    expect(kept[1]).toBe(lines[1])
  })

  it('is no layout in which something stands elsewhere, or has gone', () => {
    const layout = layoutOf()
    const fewer = layoutOf(without([...layout.placed.keys()].at(-1) ?? ''))
    expect(keptLayout(layout, fewer)).toBe(fewer)
    const moved = layOut({
      summaries: byId(lesson),
      system: false,
      positions: { 'service/default/web-svc': [400, 300] },
    })
    expect(keptLayout(layout, moved)).toBe(moved)
  })
})
