import { describe, expect, it } from 'vitest'
import { areas } from '../../truth'
import { count, found } from './search'

const ids = (words: string, onlyDiffering = false) =>
  found(areas, { words, onlyDiffering }).flatMap(({ behaviours }) => behaviours.map(({ id }) => id))

describe('a search in what is true here', () => {
  it('finds what speaks of all the words, in either language, in sources and tests', () => {
    expect(ids('CANARY')).toEqual(['proxy-sync'])
    expect(ids('canary 链')).toEqual(['proxy-sync'])
    expect(ids('plugin/forward')).toEqual(['dns-outside'])
    expect(ids('retrace musl')).toEqual(['dns-libc'])
    expect(ids('canary nothing-of-the-kind')).toEqual([])
  })

  it('leaves everything when nothing is asked, or only what is otherwise', () => {
    expect(ids(' ')).toHaveLength(count(areas))
    const differing = found(areas, { words: '', onlyDiffering: true })
    expect(count(differing)).toBeGreaterThan(10)
    for (const { behaviours } of differing)
      for (const { differs } of behaviours) expect(differs).toBeDefined()
  })
})
