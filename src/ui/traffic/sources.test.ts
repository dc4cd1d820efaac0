import { describe, expect, it } from 'vitest'
import { byId, lesson } from '../fixture/summaries'
import { anotherClient, readNumber } from './sources'

describe('one client more', () => {
  it('has a name that nobody has, and begins as the last one did', () => {
    const one = anotherClient([], byId(lesson))
    const two = anotherClient([{ ...one, name: 'client-2', url: 'http://other' }], byId(lesson))
    expect(one).toMatchObject({ name: 'client-1', url: 'http://web-svc' })
    expect(one.from).toEqual({ type: 'pod', namespace: 'default', name: 'client' })
    expect(two).toMatchObject({ name: 'client-3', url: 'http://other' })
  })
})

describe('a number', () => {
  it('is taken when it may be that, and not else', () => {
    expect(readNumber('ratePerSecond', '0.5')).toBe(0.5)
    expect(readNumber('ratePerSecond', '5000')).toBeUndefined()
    expect(readNumber('concurrency', '1.5')).toBeUndefined()
    expect(readNumber('timeoutSeconds', '')).toBeUndefined()
  })
})
