import { describe, expect, it } from 'vitest'
import { markPath, marks, outcomeMarks } from './marks'

describe('marks', () => {
  it('have a shape of their own each, whatever their colour', () => {
    // A request and its answer differ in size alone: one is on its way out, one on its way back.
    const shapes = marks.map((mark) => JSON.stringify(markPath(mark, 4)))
    expect(new Set(shapes).size).toBe(marks.length)
    expect(markPath('lost', 4)).toMatchObject({ full: false })
    expect(markPath('error', 4).d).toMatch(/^M[-\d. ]+L[-\d. ]+L[-\d. ]+z$/)
  })

  it('tell every failure apart from success', () => {
    const { ok, ...failures } = outcomeMarks
    expect(Object.values(failures)).not.toContain(ok)
  })
})
