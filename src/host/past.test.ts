import { expect, it } from 'vitest'
import type { Past } from '../scenarios/past'
import { decodePast, encodePast } from '../scenarios/past-text'
import type { Report } from './protocol'
import { driver, opened, scenario, untilLoaded } from './testing'

const pods = '/api/v1/namespaces/default/pods'

const asked = { method: 'GET', path: '/playground/v1/past' } as const

/** What a driver says when it is asked for something. */
function answer(reports: readonly Report[], id: number): unknown {
  const found = reports.find((each) => each.type === 'response' && each.id === id)
  return found?.type === 'response' && 'body' in found.response ? found.response.body : undefined
}

/** The first scenario with things done to it, and what it says of them. */
async function past(): Promise<{ readonly past: Past; readonly names: readonly string[] }> {
  const { tell, pass, reports } = await opened()
  pass(300)
  const patch = { spec: { replicas: 4 } }
  const path = '/apis/apps/v1/namespaces/default/deployments/web'
  const headers = { 'content-type': 'application/merge-patch+json' }
  tell({ type: 'request', id: 1, request: { method: 'PATCH', path, headers, body: patch } })
  pass(200)
  tell({ type: 'fault', node: 'node-2', fault: 'kubelet' })
  const query = { command: ['hostname'], stdout: 'true' }
  const exec = { method: 'POST', path: `${pods}/client/exec`, query } as const
  tell({ type: 'request', id: 2, request: exec })
  pass(100)
  const now = { gracePeriodSeconds: '0' }
  const gone = { method: 'DELETE', path: `${pods}/client`, query: now } as const
  tell({ type: 'request', id: 3, request: gone })
  tell({ type: 'pod-fault', pod: 'default/api', fault: { isHung: true } })
  tell({ type: 'traffic', traffic: scenario.traffic.map((each) => ({ ...each, keepAlive: true })) })
  pass(500)
  tell({ type: 'request', id: 4, request: { method: 'GET', path: pods } })
  tell({ type: 'request', id: 5, request: asked })
  const told = encodePast(answer(reports, 5) as Past)
  return { past: decodePast(told ?? '') as Past, names: namesIn(answer(reports, 4)) }
}

const namesIn = (list: unknown): readonly string[] =>
  (list as { items: { metadata: { name: string } }[] }).items.map(({ metadata }) => metadata.name)

/** What opening with a past comes to. */
async function replayed(done: Past) {
  const all = driver()
  all.tell({ type: 'load', scenario, past: done })
  await untilLoaded(all)
  const loaded = all.reports.find((each) => each.type === 'loaded')
  all.tell({ type: 'request', id: 9, request: { method: 'GET', path: pods } })
  all.tell({ type: 'request', id: 10, request: asked })
  return { came: loaded?.type === 'loaded' ? loaded.came : undefined, ...all }
}

it('does again what was done, to the very same cluster, and can say so once more', async () => {
  const { past: done, names } = await past()
  expect(done.inputs).toHaveLength(6)
  const { came, reports } = await replayed(done)
  expect(came).toBe('same')
  expect(namesIn(answer(reports, 9))).toEqual(names)
  expect(names).not.toContain('client')
  expect(answer(reports, 10)).toEqual({ ...done, opened: expect.anything() })
})

it('says when it came otherwise, or to a place that there is not in this run', async () => {
  const { past: done } = await past()
  expect((await replayed({ ...done, digest: 'another' })).came).toBe('other')
  const [first] = done.inputs
  const before = { at: 1_000, steps: 5 }
  const early = { ...done, inputs: [{ ...before, input: first?.input }] } as Past
  expect((await replayed(early)).came).toBe('stopped')
  const never = { ...done, inputs: [], end: { at: done.end.at, steps: done.end.steps + 9_999 } }
  expect((await replayed(never)).came).toBe('stopped')
})

it('cannot be said of what was done amid the opening, after going back there', async () => {
  const { tell, frame, reports } = await opened()
  const began = frame().now
  tell({ type: 'seek', at: began - 500_000 })
  tell({ type: 'request', id: 1, request: { method: 'DELETE', path: `${pods}/client` } })
  tell({ type: 'request', id: 2, request: asked })
  expect(answer(reports, 2)).toBeNull()
  tell({ type: 'seek', at: began + 500_000 })
  tell({ type: 'request', id: 3, request: asked })
  expect(answer(reports, 3)).toBeNull()
})
