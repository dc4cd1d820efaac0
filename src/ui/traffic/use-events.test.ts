import { describe, expect, it } from 'vitest'
import { readEvents } from './use-events'

const event = (uid: string, lastTimestamp: string, more = {}) => ({
  metadata: { name: uid, uid, namespace: 'default' },
  type: 'Normal',
  reason: 'Scheduled',
  message: 'Successfully assigned default/web to node-1',
  lastTimestamp,
  involvedObject: { kind: 'Pod', namespace: 'default', name: 'web' },
  ...more,
})

describe('events', () => {
  it('are listed newest first, of one second the later one first', () => {
    const items = [
      event('a', '2026-11-23T02:47:07Z'),
      event('b', '2026-11-23T02:47:09Z'),
      event('c', '2026-11-23T02:47:09Z'),
    ]
    expect(readEvents({ items }).map(({ key }) => key)).toEqual(['c', 'b', 'a'])
  })

  it('lead to what they are about, if it can be shown', () => {
    const about = (kind: string) => ({ involvedObject: { kind, namespace: 'default', name: 'x' } })
    const items = ['Pod', 'Node', 'ConfigMap'].map((kind, index) =>
      event(kind, `2026-11-23T02:47:0${9 - index}Z`, about(kind)),
    )
    expect(readEvents({ items }).map((each) => each.about)).toEqual([
      'pod/default/x',
      'node/x',
      undefined,
    ])
  })
})
