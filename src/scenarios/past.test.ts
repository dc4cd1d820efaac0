import { describe, expect, it } from 'vitest'
import type { Past } from './past'
import { decodePast, encodePast } from './past-text'

const path = '/api/v1/namespaces/default/pods/web'
const past: Past = {
  opened: { manifest: 'kind: Pod', mode: 'ipvs', traffic: [] },
  inputs: [
    { at: 5, steps: 2, input: { type: 'request', request: { method: 'DELETE', path } } },
    {
      at: 5,
      steps: 2,
      input: {
        type: 'connect',
        request: { method: 'POST', path: `${path}/exec`, query: { command: ['ls', '-l'] } },
      },
    },
    {
      at: 6,
      steps: 2,
      input: { type: 'session', session: 1, input: { type: 'stdin', text: 'x' } },
    },
    { at: 6, steps: 9, input: { type: 'send', request: { from: { type: 'laptop' }, to: 'web' } } },
    { at: 7, steps: 9, input: { type: 'fault', node: 'node-1', fault: 'network' } },
    { at: 7, steps: 9, input: { type: 'fault', node: 'node-1' } },
    { at: 8, steps: 9, input: { type: 'pod-fault', pod: 'default/web', fault: { isHung: true } } },
    { at: 8, steps: 9, input: { type: 'traffic', clients: [] } },
  ],
  end: { at: 9, steps: 10 },
  digest: 'abc',
}

const withInput = (input: unknown): Past =>
  ({ ...past, inputs: [{ at: 1, steps: 1, input }] }) as Past
const withBody = (body: unknown): Past =>
  withInput({ type: 'request', request: { method: 'POST', path, body } })
const nested = (depth: number): unknown =>
  Array.from({ length: depth }).reduce((inner) => ({ inner }), {})

describe('what was done to a cluster, as a text', () => {
  it('is read again as it was', () => {
    expect(decodePast(encodePast(past) ?? '')).toEqual(past)
  })

  it('is refused when it was damaged, is newer, or is none', () => {
    const text = encodePast(past) ?? ''
    const damaged = `${text.slice(0, -6)}AAAAAA`
    for (const each of ['', 'x', '1.', '2.AAAA', text.slice(0, -4), damaged]) {
      expect(decodePast(each), each).toBeUndefined()
    }
  })

  it.each([
    ['time that goes back', { ...past, end: { at: 1, steps: 10 } }],
    ['messages that were not run', { ...past, end: { at: 9, steps: 1 } }],
    ['days', { ...past, end: { at: 1e12, steps: 10 } }],
    ['no numbers', { ...past, end: { at: '9', steps: 10 } }],
    ['more than can be done', { ...past, inputs: Array(4_001).fill(past.inputs[0]) }],
    ['no deed', withInput({ type: 'eval', text: 'alert(1)' })],
    ['a path of the page', withInput({ type: 'request', request: { method: 'POST', path: '/x' } })],
    [
      'a question that costs much',
      withInput({
        type: 'request',
        request: { method: 'POST', path: '/playground/v1/judge', body: {} },
      }),
    ],
    ['another method', withInput({ type: 'request', request: { method: 'TRACE', path } })],
    [
      'a query that is none',
      withInput({
        type: 'request',
        request: { method: 'GET', path, query: [] },
      }),
    ],
    ['a body too deep for anybody', withBody(nested(200))],
    ['more than a link holds', withBody('x'.repeat(300_000))],
    [
      'a port that is none',
      withInput({
        type: 'session',
        session: 1,
        input: { type: 'listen', localPort: 1e6, port: 80 },
      }),
    ],
    [
      'a million requests a second',
      withInput({
        type: 'traffic',
        clients: [{ name: 'a', from: { type: 'outside' }, url: 'x', ratePerSecond: 1e6 }],
      }),
    ],
    ['another fault', withInput({ type: 'fault', node: 'node-1', fault: 'fire' })],
  ])('is refused with %s', (_, given) => {
    expect(encodePast(given as Past)).toBeUndefined()
  })

  it('takes names as names', () => {
    const body = JSON.parse('{"__proto__": {"polluted": true}}')
    const read = decodePast(encodePast(withBody(body)) ?? '')
    expect(read?.inputs[0]?.input).toMatchObject({ request: { body } })
    expect('polluted' in {}).toBe(false)
  })
})
