import { expect, test } from 'vitest'
import { pack, unpack } from './tar'

test('what goes into an archive comes out of it', () => {
  const entries = [
    { name: 'site' },
    { name: 'site/ü.txt', text: 'Grüße\n' },
    { name: 'e', text: '' },
  ]
  expect(unpack(pack(entries, 1_700_000_000))).toEqual(entries)
})

test('an archive has whole blocks, and two empty ones at its end', () => {
  const archive = new TextEncoder().encode(pack([{ name: 'a', text: 'ä'.repeat(300) }], 0))
  expect(archive.length).toBe(512 + 1_024 + 1_024)
  expect(archive.subarray(-1_024).every((byte) => byte === 0)).toBe(true)
})
