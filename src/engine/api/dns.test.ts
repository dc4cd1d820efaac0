import { describe, expect, it } from 'vitest'
import { answerOutside, type Upstream } from './dns'

const upstream: Upstream = {
  'example.com.': { A: ['93.184.216.34'] },
  'www.example.com.': { CNAME: 'example.com.', ttl: 60 },
  'gone.example.com.': { CNAME: 'nowhere.example.com.' },
  'loop.example.com.': { CNAME: 'loop.example.com.' },
  'broken.example.': 'SERVFAIL',
}
const ask = (name: string, type = 'A') => answerOutside(upstream, { name, type })

describe('a resolver outside the cluster', () => {
  it('answers in the case that was asked, with the record the name has', () => {
    expect(ask('Example.com.').answers).toEqual([
      { name: 'Example.com.', type: 'A', ttl: 300, data: '93.184.216.34' },
    ])
  })
  it('puts an alias before what it stands for', () => {
    const { answers } = ask('www.example.com.')
    expect(answers.map(({ type, ttl, data }) => `${type} ${ttl} ${data}`)).toEqual([
      'CNAME 60 example.com.',
      'A 300 93.184.216.34',
    ])
  })
  it('tells a name without the type from a name that is not there', () => {
    expect(ask('example.com.', 'AAAA')).toMatchObject({ rcode: 'NOERROR', answers: [] })
    expect(ask('nope.example.com.')).toMatchObject({ rcode: 'NXDOMAIN', answers: [] })
    expect(ask('constructor')).toMatchObject({ rcode: 'NXDOMAIN' })
  })
  it('keeps the alias when what it stands for is missing', () => {
    expect(ask('gone.example.com.')).toMatchObject({
      rcode: 'NXDOMAIN',
      answers: [{ type: 'CNAME', data: 'nowhere.example.com.' }],
    })
  })
  it('fails where the server fails, and for aliases without end', () => {
    expect(ask('broken.example.').rcode).toBe('SERVFAIL')
    expect(ask('loop.example.com.').rcode).toBe('SERVFAIL')
  })
})
