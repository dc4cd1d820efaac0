import { describe, expect, it } from 'vitest'
import { askedText, questionIn, seatOf } from './places'

const client = 'external/visitor'

describe('a request’s place in the picture', () => {
  it('is the box of its client outside, else the laptop, else where it begins', () => {
    expect(seatOf({ client, traffic: 'visitor' })).toBe('client/visitor')
    expect(seatOf({ client })).toBe('laptop')
    expect(seatOf({ client: 'pod/default/client', traffic: 'client' })).toBe('pod/default/client')
    expect(seatOf({ client: 'pod/default/test' })).toBe('pod/default/test')
  })
})

describe('what is asked for', () => {
  it('is a question when a name server is asked', () => {
    const url = 'dns://10.96.0.10/web-svc.default.svc.cluster.local?type=AAAA'
    const name = 'web-svc.default.svc.cluster.local'
    expect(questionIn(url)).toEqual({ server: '10.96.0.10', name, type: 'AAAA' })
    expect(askedText(url)).toBe(`DNS AAAA ${name}`)
  })
  it('is else a URL, short of what everybody knows', () => {
    expect(questionIn('http://web-svc/?type=A')).toBeUndefined()
    expect(askedText('http://web-svc/?type=A')).toBe('web-svc/?type=A')
  })
})
