import { describe, expect, it } from 'vitest'
import { ipText, maskedBlock, parseIp, parseIpBlock, specialUse } from './ip'

const shown = (text: string): string | undefined => {
  const ip = parseIp(text)
  return ip && ipText(ip)
}
const masked = (text: string): string | undefined => {
  const block = parseIpBlock(text)
  return block && maskedBlock(block)
}

describe('an address', () => {
  it.each([
    ['10.96.0.1', '10.96.0.1'],
    ['255.255.255.255', '255.255.255.255'],
    ['10.96.010.5', '10.96.10.5'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['::', '::'],
    ['::1', '::1'],
    ['fd00::', 'fd00::'],
    ['FD00::A', 'fd00::a'],
    ['::ffff:10.0.0.1', '::ffff:a00:1'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ])('%s is %s', (text, canonical) => {
    expect(shown(text)).toBe(canonical)
  })

  it.each([
    ['', 'none', '1.2.3', '1.2.3.4.5', '256.0.0.1', '1..2.3', '1.2.3.4 ', '-1.2.3.4', '1.2.3.4/8'],
    [
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      ':1',
      '12345::',
      'g::',
      '::1.2.3',
      '::1.2.3.4:5',
    ],
  ])('is none of %s, %s …', (...texts) => {
    expect(texts.filter((text) => parseIp(text) !== undefined)).toEqual([])
  })

  it.each([
    ['0.0.0.0', 'may not be unspecified (0.0.0.0)'],
    ['::', 'may not be unspecified (::)'],
    ['127.1.2.3', 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
    ['::1', 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
    ['::ffff:127.0.0.1', 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
    ['169.254.1.1', 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
    ['febf::1', 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
    ['224.0.0.5', 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
    ['ff12::1', 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
    ['abc', 'must be a valid IP address'],
  ])('%s has a special use', (text, detail) => {
    expect(specialUse(text)).toEqual([detail])
  })

  it.each(['10.0.0.1', '0.0.0.1', '169.253.0.1', '224.0.1.1', 'fd00::1'])('%s has none', (text) => {
    expect(specialUse(text)).toEqual([])
  })
})

describe('a block', () => {
  it.each([
    ['10.0.0.1/8', '10.0.0.0/8'],
    ['10.255.255.255/9', '10.128.0.0/9'],
    ['10.0.0.1/32', '10.0.0.1/32'],
    ['10.0.0.1/0', '0.0.0.0/0'],
    ['2001:db8:ffff::1/33', '2001:db8:8000::/33'],
    ['::1/128', '::1/128'],
  ])('%s begins at %s', (text, block) => {
    expect(masked(text)).toBe(block)
  })

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/', '/8', '::/129'])(
    'is not %s',
    (text) => {
      expect(parseIpBlock(text)).toBeUndefined()
    },
  )
})
