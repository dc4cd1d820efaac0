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
  it('taken back input by input, and done again, gives the same digests', () => {
    const cluster = tell()
    const seen: { digest: string; future: ReturnType<Cluster['dropFrom']> }[] = []
    for (let last = cluster.inputs.length - 1; last >= 0; last -= 3) {
      seen.push({ digest: cluster.digest(), future: cluster.dropFrom(last) })
      expect(cluster.inputs).toHaveLength(last)
      cluster.seek(cluster.now + seconds(2))
    }
    expect(cluster.reader().get('Service', 'default', 'web-svc')).toBeUndefined()
    for (const { digest: before, future } of seen.reverse()) {
      expect(future && cluster.recall(future)).toBe(true)
      cluster.seek(cluster.end)
      expect(cluster.digest()).toBe(before)
    }
    expect(cluster.digest()).toBe(digest)
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
