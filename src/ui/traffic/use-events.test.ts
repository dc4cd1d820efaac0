import { expect, it } from 'vitest'
import type { RecordedEvent } from '../../projection/recorded'
import { aboutOf, timeOf } from './use-events'

const event = (kind: string): RecordedEvent => ({
  ...{ uid: 'a', revision: '7', at: '2026-11-23T02:47:07Z', type: 'Normal', reason: 'Scheduled' },
  ...{ message: 'Successfully assigned default/x to node-1', count: 1 },
  ...{ kind, namespace: 'default', name: 'x' },
})

it('Events lead to what they are about, if it can be shown', () => {
  expect(['Pod', 'Node', 'ConfigMap'].map((kind) => aboutOf(event(kind)))).toEqual([
    'pod/default/x',
    'node/x',
    undefined,
  ])
})
it('Events tell the time of the cluster', () => {
  expect(timeOf(event('Pod'))).toBe('02:47:07')
})
