import { afterEach, describe, expect, it, vi } from 'vitest'
import { Cluster, seconds } from '../engine'
import type { Traffic } from '../engine/api/traffic'
import { driver, opened, scenario, untilLoaded } from './testing'

/** A rest that comes when the test says so. */
function late() {
  const missing = new Error('missing')
  let come = () => {}
  const coming = new Promise<void>((done) => {
    come = done
  })
  const load = vi.fn(() => coming)
  const arrive = async () => {
    come()
    await new Promise((turn) => setImmediate(turn))
  }
  return { rest: { isMissing: (error: unknown) => error === missing, load }, missing, arrive }
}

const get = { method: 'GET', path: '/api' } as const
const answers = ({ reports }: ReturnType<typeof driver>) =>
  reports.filter(({ type }) => type === 'response')

afterEach(() => vi.restoreAllMocks())

describe('while the rest of the engine has not come', () => {
  it('a scenario is opened, and then time stands still', async () => {
    const { rest, arrive } = late()
    const all = await opened({ rest })
    const { now } = all.frame()
    all.pass(1_600)
    expect(all.frame().now).toBe(now)
    expect(rest.load).not.toHaveBeenCalled()
    all.tell({ type: 'drawn' })
    await arrive()
    all.pass(1_600)
    expect(all.frame().now).toBeGreaterThan(now + seconds(1.5))
  })

  it('whatever works on the cluster is held, in its order', async () => {
    const { rest, arrive } = late()
    const all = await opened({ rest })
    all.tell({ type: 'request', id: 1, request: get })
    all.tell({ type: 'request', id: 2, request: get })
    all.tell({ type: 'drawn' })
    expect(answers(all)).toEqual([])
    await arrive()
    expect(answers(all)).toMatchObject([{ id: 1 }, { id: 2 }])
  })
})

it('a scenario that needs the rest is opened anew when it has come, and is the same', async () => {
  const { rest, missing, arrive } = late()
  const advance = Cluster.prototype.advance
  vi.spyOn(Cluster.prototype, 'advance').mockImplementation(function (this: Cluster, ...given) {
    if (this.now > seconds(1)) throw missing
    return advance.apply(this, given)
  })
  const all = driver({ rest })
  const traffic: Traffic[] = []
  all.tell({ type: 'load', scenario })
  all.tell({ type: 'traffic', traffic })
  for (let turn = 0; turn < 40; turn++) all.tick()
  expect(rest.load).toHaveBeenCalledTimes(1)
  expect(all.reports).toEqual([])
  vi.restoreAllMocks()
  await arrive()
  await untilLoaded(all)
  const usual = driver()
  usual.tell({ type: 'load', scenario: { ...scenario, traffic } })
  await untilLoaded(usual)
  expect(all.frame()).toEqual(usual.frame())
})
