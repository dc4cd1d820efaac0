import { describe, expect, it } from 'vitest'
import { Cluster, seconds } from '.'
import { tell } from './fixtures/digest'

const END = seconds(40)

describe('the same scenario', () => {
  const digest = tell().digest()

  it.each([1, 7, 500])('in batches of %i messages gives one digest', (batch) => {
    expect(tell(batch).digest()).toBe(digest)
  })
  it('from a checkpoint in the middle gives the same digest', () => {
    const cluster = tell()
    for (const back of [0.5, 12, 33]) {
      cluster.seek(seconds(back))
      cluster.seek(END)
      expect(cluster.digest()).toBe(digest)
    }
  })
  it('on a fork gives the same digest, and leaves the first cluster as it was', () => {
    const cluster = tell()
    cluster.seek(seconds(20))
    const before = cluster.digest()
    const fork = cluster.fork()
    fork.setTraffic([])
    fork.advance(END)
    expect(fork.digest()).not.toBe(digest)
    expect(cluster.digest()).toBe(before)
    cluster.advance(END)
    expect(cluster.digest()).toBe(digest)
  })
  it('with another seed is another cluster', () => {
    expect(Cluster.create({ seed: 8 }).digest()).not.toBe(Cluster.create({ seed: 7 }).digest())
  })
})
