import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { encodeLink } from '../src/scenarios/codec'
import { nodePort } from '../src/scenarios/presets/nodeport'
import { expect, type PlaygroundPage, test } from './playground'

const budget = 250_000
// Of a scenario that is not the first there is no picture before the engine has come, and before a
// stranger's manifest has been read: two thirds of this is the engine.
const budgetOfLinks = 430_000
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

/** The scripts that were asked for before a picture was there, and their gzipped size together. */
async function loadedBefore(playground: PlaygroundPage, link?: string) {
  const { page } = playground
  const scripts: { readonly name: string; readonly asked: number }[] = []
  // The page's scripts and those of its worker.
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname.split('/').at(-1) ?? ''
    const asked = response.request().timing().startTime
    if (name.endsWith('.js')) scripts.push({ name, asked })
  })
  await notePicture(page)
  await playground.open(link)
  await expect(playground.pods.first()).toBeVisible()
  const at = await pictured(page) // never, if nothing was noted: then no script came before
  const names = scripts.filter(({ asked }) => asked < at).map(({ name }) => name)
  const later = built(
    ...['EditorPane', 'setup', 'editor.worker', 'yaml.worker'],
    ...['ConsolePane', 'kubectl'],
  )
  expect(names.filter((name) => later.includes(name))).toEqual([])
  return { names, bytes: names.reduce((sum, name) => sum + zipped(name), 0) }
}

test('a first visit has its picture before the engine and the editor have come', async ({
  playground,
}) => {
  const { names, bytes } = await loadedBefore(playground)
  expect(names).toEqual(expect.arrayContaining(built('index')))
  expect(names.filter((name) => built('worker', 'manifest').includes(name))).toEqual([])
  expect(bytes, names.join(' ')).toBeLessThanOrEqual(budget)
})

test('a link has its picture before the editor has come', async ({ playground }) => {
  const { names, bytes } = await loadedBefore(playground, encodeLink(nodePort.scenario('en')))
  expect(names).toEqual(expect.arrayContaining(built('index', 'worker', 'codec')))
  expect(bytes, names.join(' ')).toBeLessThanOrEqual(budgetOfLinks)
})
