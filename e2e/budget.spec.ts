import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, test } from './playground'

const budget = 250_000
const assets = 'dist/assets'

const zipped = (name: string) => gzipSync(readFileSync(`${assets}/${name}`), { level: 9 }).length
/** The built scripts of these names: some of each, or a rule about them would say nothing. */
const built = (...names: readonly string[]) => {
  const all = readdirSync(assets).filter((each) => each.endsWith('.js'))
  const found = names.map((name) => all.filter((each) => each.startsWith(`${name}-`)))
  expect(found, names.join(', ')).not.toContainEqual([])
  return found.flat()
}

/** Notes in the page when its first Pod is drawn: what is looked for from here is seen late. */
const notePicture = (page: Page) =>
  page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-id^="pod/default/"]')) return
      performance.mark('picture')
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })
const pictured = (page: Page) =>
  page.evaluate(() => {
    const [mark] = performance.getEntriesByName('picture')
    return performance.timeOrigin + (mark?.startTime ?? Number.NaN)
  })

test('before the first picture at most 250 kB of gzipped script are loaded, and no editor', async ({
  playground,
}) => {
  const { page } = playground
  const scripts: { readonly name: string; readonly asked: number }[] = []
  // The page's scripts and those of its worker.
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname.split('/').at(-1) ?? ''
    const asked = response.request().timing().startTime
    if (name.endsWith('.js')) scripts.push({ name, asked })
  })
  await notePicture(page)
  await playground.open()
  await expect(playground.pods.first()).toBeVisible()
  const at = await pictured(page) // never, if nothing was noted: then no script came before
  const names = scripts.filter(({ asked }) => asked < at).map(({ name }) => name)
  const sizes = names.map((name) => [name, zipped(name)] as const)
  expect(names).toEqual(expect.arrayContaining(built('index', 'worker')))
  const later = built('EditorPane', 'setup', 'editor.worker', 'yaml.worker', 'manifest')
  expect(names.filter((name) => later.includes(name))).toEqual([])
  const total = sizes.reduce((sum, [, size]) => sum + size, 0)
  expect(total, sizes.join(' ')).toBeLessThanOrEqual(budget)
})
