import { gzipSync } from 'node:zlib'
import { expect, test } from './playground'

const BUDGET = 250_000

test('before the first picture at most 250 kB of gzipped script are loaded, and no editor', async ({
  playground,
}) => {
  const { page } = playground
  const scripts = new Map<string, number>()
  let isPictured = false
  page.on('response', async (response) => {
    if (isPictured || !/\.js($|\?)/.test(response.url())) return
    const body = await response.body().catch(() => Buffer.alloc(0))
    scripts.set(response.url(), gzipSync(body, { level: 9 }).length)
  })
  await playground.open()
  await expect(playground.pods.first()).toBeVisible()
  isPictured = true
  const names = [...scripts.keys()].map((url) => url.split('/').at(-1))
  const total = [...scripts.values()].reduce((sum, size) => sum + size, 0)
  expect(names.filter((name) => name?.startsWith('setup-'))).toEqual([])
  expect(total, names.join(', ')).toBeLessThanOrEqual(BUDGET)
})
