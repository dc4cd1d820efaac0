import { describe, expect, it } from 'vitest'
import { pageOf } from './page'

const room = { width: 1000, height: 800 }

describe('a layout from a link', () => {
  it('is in the proportions of the page that it comes to', () => {
    expect(pageOf({ manifest: 300, drawer: 250, tab: 'terminal' }, room)).toEqual({
      manifest: { size: 300, folded: false },
      below: { size: 200, folded: false },
      terminal: { size: 200, folded: false },
      drawer: 'terminal',
    })
  })
  it('folds panes, which have a size once they are opened', () => {
    expect(pageOf({ manifest: 0 }, room)).toEqual({ manifest: { size: 280, folded: true } })
  })
  it('may be a projector’s', () => {
    expect(pageOf({ projector: true }, room)).toEqual({ projector: true })
  })
  it('says nothing of what it does not name', () => {
    expect(pageOf({}, room)).toEqual({})
  })
})
