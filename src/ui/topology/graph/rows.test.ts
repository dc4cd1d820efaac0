import { expect, it } from 'vitest'
import { byId, lesson, pod, service } from '../../fixture/summaries'
import { layOut } from '../layout/layout'
import { edgesOf } from './edges'
import { rowsOf, toldOf } from './rows'

const web = 'service/default/web-svc'

it('the table has a line for each thing of the picture, Services before their Pods', () => {
  const summaries = byId(lesson)
  const layout = layOut({ summaries, system: true })
  const edges = edgesOf({ summaries, layout, asks: new Map() })
  const rows = rowsOf({ placed: layout.placed, edges })
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(layout.placed.keys()))
  const at = (id: string) => rows.findIndex((row) => row.id === id)
  expect(at(web)).toBeLessThan(at('pod/default/web-6d5f7c9b8d-4kq7x'))
  const taken = rows[at(web)]?.leads.filter(({ kind }) => kind === 'takes')
  expect(taken?.map(({ to }) => to)).toEqual([
    'pod/default/web-6d5f7c9b8d-4kq7x',
    'pod/default/web-6d5f7c9b8d-m2vzt',
    'pod/default/web-6d5f7c9b8d-x9r5c',
  ])
})

it('a thing is told with its namespace where that is not the usual one, and its ports', () => {
  expect(toldOf(pod('api', { namespace: 'shop', ip: '10.244.1.7' }))).toEqual({
    name: 'shop/api',
    kind: 'Pod',
    address: '10.244.1.7',
  })
  const ports = [{ port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP' }]
  expect(toldOf(service('web-svc', { ports })).address).toBe('10.96.171.20 80:30080')
})
