import { describe, expect, it } from 'vitest'
import type { Summary } from '../../../projection/summary'
import { byId, lesson, sliceOf } from '../../fixture/summaries'
import { layOut } from '../layout/layout'
import type { Lens } from '../layout/picture'
import { edgesOf } from './edges'
import { type Direction, type Graph, walk } from './walk'

const web = 'service/default/web-svc'
const first = 'pod/default/web-6d5f7c9b8d-4kq7x'
const second = 'pod/default/web-6d5f7c9b8d-m2vzt'
const third = 'pod/default/web-6d5f7c9b8d-x9r5c'
const slice = 'endpointslice/default/web-svc-x7k2p'
const directions: readonly Direction[] = ['left', 'right', 'up', 'down']

function graphOf(lens: Lens): Graph {
  const all = lesson.flatMap<Summary>((each) =>
    each.type === 'service' && each.id === web ? [each, sliceOf(each)] : [each],
  )
  const summaries = byId(all)
  const layout = layOut({ summaries, system: true, lens })
  const client = all.find((each) => each.type === 'client')
  const ask = { from: client?.host ?? '', url: client?.url ?? '', to: web }
  const asks = new Map([[client?.id ?? '', ask]])
  return { placed: layout.placed, edges: edgesOf({ summaries, layout, asks }) }
}

describe('arrow keys in the network lens', () => {
  const graph = graphOf('network')

  it('go from a Service right to a Pod that it takes, through its siblings, and back', () => {
    const pod = walk(graph, web, 'right')
    expect([first, second, third]).toContain(pod)
    const passed = [first]
    for (let at = walk(graph, first, 'down', web); at; at = walk(graph, at, 'down', web)) {
      passed.push(at)
      if (at === third) break
    }
    expect(passed).toEqual(expect.arrayContaining([second, third]))
    expect(walk(graph, passed[1] ?? '', 'up', web)).toBe(first)
    expect(walk(graph, third, 'left', web)).toBe(web)
  })

  it('go from a Service left to who asks it, and from there right to the Service', () => {
    expect(walk(graph, web, 'left')).toBe('pod/default/client')
    expect(walk(graph, 'pod/default/client', 'right')).toBe(web)
  })

  it('lead from a node into its frame', () => {
    const inside = walk(graph, 'node/node-1', 'right')
    expect(graph.placed.get(inside ?? '')?.inside).toBe('node/node-1')
  })
})

it('arrow keys in the Service lens pass by the EndpointSlice', () => {
  const graph = graphOf('service')
  expect(walk(graph, web, 'right')).toBe(slice)
  expect([first, second, third]).toContain(walk(graph, slice, 'right'))
  expect(walk(graph, second, 'left')).toBe(slice)
  expect(walk(graph, slice, 'left')).toBe(web)
})

it.each(['network', 'service'] as const)('arrow keys reach all of the %s lens', (lens) => {
  const graph = graphOf(lens)
  const reached = new Set([web])
  for (const id of reached) {
    for (const direction of directions) {
      const next = walk(graph, id, direction)
      if (next !== undefined) reached.add(next)
    }
  }
  const all = [...graph.placed.values()].filter(({ shape }) => shape !== 'tray')
  expect(all.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([])
})
