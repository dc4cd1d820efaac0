import type { Page } from '@playwright/test'
import { ConsolePage } from './console'
import { Host } from './host'
import { expect, PlaygroundPage, test as pages } from './playground'

/** A visit to a host of its own, in a window that may keep things. */
const test = pages.extend<{ host: Host; visit: () => Promise<PlaygroundPage> }>({
  // biome-ignore lint/correctness/noEmptyPattern: fixtures are told by their pattern
  host: async ({}, use) => {
    const host = new Host()
    await use(host)
    await host.remove()
  },
  visit: async ({ browser, complaints }, use) => {
    const context = await browser.newContext({ serviceWorkers: 'allow', locale: 'en-US' })
    await use(async () => {
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(String(error)))
      return new PlaygroundPage(page)
    })
    await context.close()
  },
})

const about = (page: Page) => page.getByRole('dialog', { name: /^(About this playground|关于)$/ })

/** The page is kept as a whole: it says so. */
async function isKept({ page }: PlaygroundPage): Promise<void> {
  await page.getByRole('button', { name: 'Service Playground' }).click()
  await expect(about(page)).toContainText('Works offline')
  await page.keyboard.press('Escape')
  await expect(about(page)).toBeHidden()
}

test('after one visit everything works without a network, in both languages', async ({
  host,
  visit,
}) => {
  const url = await host.start()
  const playground = await visit()
  const { page } = playground
  await playground.open(url)
  await isKept(playground)

  // Neither the host, nor a network, nor what the browser happens to have in its own cache.
  await host.stop()
  const session = await page.context().newCDPSession(page)
  await session.send('Network.clearBrowserCache')
  await page.context().setOffline(true)
  await playground.open(url)
  await expect(playground.pods).toHaveCount(3)
  await playground.editorReady()
  const terminal = new ConsolePage(page)
  await terminal.open()
  expect(await terminal.run('kubectl get nodes')).toContain('node-1')
  expect(await terminal.run('kubectl explain service.spec.type')).toContain('DESCRIPTION:')
  await playground.setManifest('apiVersion: v1\nkind: Service\nmetadata:\n  name: Web_1\n')
  await expect(page.locator('.nokey .squiggly-error').first()).toBeVisible()
  await page.getByRole('button', { name: 'Language: 中文' }).click()
  await page.getByRole('tab', { name: '课程' }).click()
  await expect(page.getByRole('heading', { name: 'Service：服务发现与负载均衡' })).toBeVisible()
  await page.getByRole('tab', { name: '节点' }).click()
  await expect(page.getByRole('tabpanel', { name: '节点' })).toContainText('KUBE-SERVICES')
})

test('a new version says that it is there, and changes no session that goes on', async ({
  host,
  visit,
}) => {
  const url = await host.start()
  const playground = await visit()
  const { page } = playground
  await playground.open(url)
  await isKept(playground)
  const other = await visit()
  await other.open(url)
  await host.publish()
  const begins = () => page.locator('head script[src]').getAttribute('src')
  const before = (await begins()) ?? ''
  const note = page.getByText('A new version is ready.')
  await expect(note).toHaveCount(0)

  // As the browser does by itself, now and then.
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  await expect(note).toBeVisible()
  await expect(note).toContainText('What you do here goes on unchanged.')
  await playground.isAccessible()
  // Asked for now, and no longer on the host.
  expect(await playground.link()).toContain('#s=1.')

  await page.getByRole('button', { name: 'Reload', exact: true }).click()
  await expect(page.locator(`head script[src="${before}"]`)).toHaveCount(0)
  await expect(playground.picture).toHaveAttribute('data-drawn', 'true')
  expect(await begins()).toBe(before.replace('.js', '2.js'))
  await expect(note).toHaveCount(0)
  await isKept(playground)
  // The other window still has the old version, and all of it.
  expect(await other.page.locator('head script[src]').getAttribute('src')).toBe(before)
  expect(await other.link()).toContain('#s=1.')
})
