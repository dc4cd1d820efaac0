import { describe, expect, it } from 'vitest'
import { centred, fits, fitting, revealing, zoomed } from './fitting'

const extent = { x: 0, y: 0, width: 700, height: 500 }
const room = { width: 1_000, height: 640, covered: 0 }

describe('the view', () => {
  it('shows everything, no larger than is good', () => {
    const { x, y, zoom } = fitting(extent, { ...room, width: 4_000, height: 4_000 })
    expect(zoom).toBe(1.3)
    expect(x).toBeGreaterThan(50)
    expect(y).toBeGreaterThan(10)
  })

  it('stays readable when not everything fits, and begins at the top left', () => {
    const view = fitting({ ...extent, width: 3_000, height: 2_000 }, room)
    expect(view.zoom).toBe(0.925)
    expect([view.x, view.y]).toEqual([50, 12])
  })

  it('is rather a little smaller beside the inspector than not whole', () => {
    const covered = { ...room, covered: 340 }
    expect(fitting({ ...extent, width: 740 }, covered).zoom).toBeCloseTo(600 / 740)
    expect(fitting({ ...extent, width: 960 }, covered).zoom).toBeCloseTo(0.625)
    expect(fitting({ ...extent, width: 1_010 }, covered).zoom).toBe(0.7)
  })

  it('leaves out the outside rather than the cluster, beside the inspector', () => {
    const cluster = { x: 300, y: 0, width: 600, height: 400 }
    const { x, zoom } = fitting(
      { ...cluster, x: -100, width: 1_100, cluster },
      { ...room, covered: 340 },
    )
    expect(zoom).toBe(0.7)
    expect(900 * zoom + x).toBeCloseTo(650)
  })

  it('moves just so far that a box comes out from under the inspector', () => {
    const view = { x: 0, y: 0, zoom: 1 }
    const box = { x: 600, y: 100, width: 100, height: 40 }
    expect(revealing(box, view, room)).toBeUndefined()
    expect(revealing(box, view, { ...room, covered: 340 })).toEqual({ x: -50, y: 0, zoom: 1 })
  })

  it('knows whether all can be seen, and has a place in the middle', () => {
    const whole = fitting(extent, room)
    expect(fits(extent, whole, room)).toBe(true)
    expect(fits(extent, zoomed(whole, 2, room), room)).toBe(false)
    expect(fits(extent, { ...whole, x: -200 }, room)).toBe(false)
    expect(centred({ x: 350, y: 250 }, 2, room)).toEqual({ x: -200, y: -180, zoom: 2 })
  })

  it('comes closer about the middle, and no closer than is good', () => {
    const view = { x: 100, y: 50, zoom: 1 }
    const closer = zoomed(view, 2, room)
    expect((500 - closer.x) / closer.zoom).toBeCloseTo(400)
    expect((320 - closer.y) / closer.zoom).toBeCloseTo(270)
    expect(zoomed(view, 100, room).zoom).toBe(2.5)
  })
})
