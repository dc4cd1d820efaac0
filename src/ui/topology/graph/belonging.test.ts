import { expect, it } from 'vitest'
import { byId, lesson, pod, service } from '../../fixture/summaries'
import { layOut } from '../layout/layout'
import { belonging } from './belonging'
import { edgesOf } from './edges'

const web = 'service/default/web-svc'
const client = lesson.find((each) => each.type === 'client')
const other = pod('other', { node: 'node-3' })
const api = service('api', {
  endpoints: [
    { pod: other.id, address: '10.244.2.9', ready: true, serving: true, terminating: false },
  ],
})
const summaries = byId([...lesson, other, api])
const layout = layOut({ summaries, system: true })
const asks = new Map([
  [client?.id ?? '', { from: 'pod/default/client', url: client?.url ?? '', to: web, service: web }],
])
const graph = { placed: layout.placed, edges: edgesOf({ summaries, layout, asks }) }

it('who asks a Service belongs to it, and its Pods with their nodes; near misses do not', () => {
  const all = belonging(graph, asks, web)
  expect(all?.has('pod/default/client')).toBe(true)
  expect(all?.has('pod/default/web-6d5f7c9b8d-4kq7x')).toBe(true)
  expect(all?.has('node/node-1')).toBe(true)
  expect(all?.has('pod/default/api')).toBe(false)
  expect(all?.has(api.id)).toBe(false)
  expect(all?.has(other.id)).toBe(false)
})

it('what only asks another Service does not belong to this one', () => {
  const all = belonging(graph, asks, api.id)
  expect(all).toEqual(new Set([api.id, other.id, 'node/node-3']))
})

it('nothing belongs to a Service that is gone', () => {
  expect(belonging(graph, asks, 'service/default/gone')).toBeUndefined()
})
