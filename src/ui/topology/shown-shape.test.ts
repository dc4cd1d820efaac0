import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { byId, pod } from '../fixture/summaries'
import { blank } from '../store/picture'
import { createShownShape } from './shown-shape'

const crowd = byId(Array.from({ length: 200 }, (_, index) => pod(`p-${index}`)))

describe('the shape of many things', () => {
  it('is not looked up with every frame, but once more when the cluster is there', () => {
    const opened = createStore(() => ({
      picture: { ...blank, summaries: crowd, shape: 0 },
      loading: true,
    }))
    const change = (shape: number, loading: boolean) =>
      opened.setState(({ picture }) => ({ picture: { ...picture, shape }, loading }))
    const shown = createShownShape(opened)
    const seen: string[] = []
    const stop = shown.listen(() => seen.push(shown.get()))
    change(1, true)
    const first = shown.get()
    change(2, true)
    expect(shown.get()).toBe(first)
    change(3, false)
    expect(shown.get()).not.toBe(first)
    expect(new Set(seen).size).toBe(2)
    stop()
  })
})
