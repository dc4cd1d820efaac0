import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { encodeLink } from '../src/scenarios/codec'
import { first } from '../src/scenarios/presets/first'
import { embedPanes } from '../src/ui/app/share/choices'
import { expect, test as plain } from './playground'

const linkWith = (panes: ReturnType<typeof embedPanes>) =>
  encodeLink({ ...first.scenario('en'), seed: 11, view: { panes } })

/** Opens a page of somebody else, at an origin of its own, without a header that we know of. */
const test = plain.extend<{ foreign: (body: string) => Promise<void> }>({
  foreign: async ({ page }, use) => {
    let server: Server | undefined
    await use(async (body) => {
      const html = `<!doctype html><html lang="en"><body>${body}</body></html>`
      server = createServer((_, response) => {
        response.setHeader('content-type', 'text/html')
        response.end(html)
      })
      await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    })
    server?.closeAllConnections()
    server?.close()
  },
})

/** The names of the scripts that are asked for from now on, the workers' included. */
function scriptsOf(page: Page): readonly string[] {
  const scripts: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.endsWith('.js')) scripts.push(pathname.split('/').at(-1) ?? '')
  })
  return scripts
}

test('a page of others shows it once it is in sight, without the editor, and leads to all of it', async ({
  page,
  baseURL,
  context,
  foreign,
}) => {
  const scripts = scriptsOf(page)
  const link = linkWith(embedPanes('picture', false))
  await foreign(`<p style="height: 3000px">A lesson</p>
    <iframe src="${baseURL}embed.html${link}" width="800" height="480"></iframe>`)
  const embed = page.frameLocator('iframe')
  await expect(embed.getByRole('heading', { name: 'Service Playground' })).toBeAttached()
  await expect(embed.getByText('A Kubernetes cluster that runs in this page')).toBeAttached()
  expect(scripts.filter((name) => /^(page|worker|codec)-/.test(name))).toEqual([])
  await page.locator('iframe').scrollIntoViewIfNeeded()
  const picture = embed.getByRole('region', { name: 'Picture of the cluster' })
  await expect(picture).toHaveAttribute('data-drawn', 'true')
  await expect(picture.getByRole('button', { name: /^web-\w+-\w+ / })).toHaveCount(3)
  await expect(embed.getByRole('heading', { name: 'Service Playground' })).toHaveCount(0)
  await expect(embed.getByRole('tab')).toHaveCount(0)
  await embed.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(embed.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  expect(scripts.filter((name) => /^(features|ConsolePane|kubectl|setup)-/.test(name))).toEqual([])
  const opened = context.waitForEvent('page')
  await embed.getByRole('button', { name: 'Open in full' }).click()
  const full = await opened
  await expect(full.getByRole('tab', { name: 'YAML' })).toBeVisible()
  await expect(full.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  expect(new URL(full.url()).pathname).toBe(new URL(baseURL ?? '').pathname)
  await full.close()
})

test('the code that the page writes works in a page of others, a step of a lesson included', async ({
  playground,
  page,
  foreign,
}) => {
  const code = async () => page.getByLabel('Code to paste into a page').inputValue()
  const dialog = page.getByRole('dialog')
  const embed = async () => {
    await page.getByRole('button', { name: 'Share' }).click()
    await page.getByRole('tab', { name: 'Embed' }).click()
  }
  await playground.open()
  await embed()
  await playground.isAccessible('[role="dialog"]')
  await dialog.getByLabel('It starts').selectOption('with a click')
  await dialog.getByLabel('Theme').selectOption('dark')
  const picture = await code()
  expect(picture).toMatch(/^<iframe src="[^"]+\/embed\.html\?start=click&amp;theme=dark#s=1\./)
  await page.keyboard.press('Escape')
  await playground.open('#lesson=service/nodeport')
  await embed()
  await dialog.getByRole('combobox', { name: /^Code/ }).selectOption('An element')
  const step = await code()
  expect(step).toContain('lesson="service" step="nodeport"')
  await foreign(`<div id="one">${picture}</div><div id="two">${step}</div>`)
  const first = page.frameLocator('#one iframe')
  await first.getByRole('button', { name: 'Start' }).click()
  await expect(first.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(first.getByRole('region', { name: 'Picture of the cluster' })).toBeVisible()
  await page.locator('#two').scrollIntoViewIfNeeded()
  const second = page.frameLocator('#two iframe')
  await expect(second.getByRole('heading', { name: /NodePort/ })).toBeVisible()
})

test('an iframe’s address says which scenario, in which language, what may be changed, which step', async ({
  page,
  baseURL,
  foreign,
}) => {
  const frame = (query: string) =>
    `<iframe src="${baseURL}embed.html?${query}" width="700" height="420"
      sandbox="allow-scripts allow-same-origin"></iframe>`
  await foreign(`<div id="one">${frame('scenario=nodeport&read-only&lang=zh')}</div>
    <div id="two">${frame('one-step#lesson=service/clusterip')}</div>`)
  const first = page.frameLocator('#one iframe')
  await expect(first.getByRole('region', { name: '集群图' })).toHaveAttribute('data-drawn', 'true')
  await expect(first.getByText(':30080').first()).toBeVisible()
  await first.getByRole('tab', { name: 'YAML' }).click()
  await expect(first.getByText('kind: Deployment')).toBeVisible()
  await expect(first.getByRole('button', { name: '应用' })).toHaveCount(0)
  await page.locator('#two').scrollIntoViewIfNeeded()
  const second = page.frameLocator('#two iframe')
  await expect(second.getByRole('heading', { name: 'ClusterIP', exact: true })).toBeVisible()
  await expect(second.getByRole('button', { name: 'Begin this part anew' })).toBeVisible()
  await expect(second.getByRole('button', { name: 'Next', exact: true })).toHaveCount(0)
})

type Element = HTMLElement & {
  readonly state?: unknown
  run(speed?: number): Promise<unknown>
  pause(): Promise<unknown>
  step(): Promise<unknown>
  apply(manifest: string): Promise<unknown>
  load(link: string): Promise<unknown>
}

test('the element follows the page around it, is spoken to, and tells what happens', async ({
  page,
  baseURL,
  foreign,
}) => {
  const link = linkWith(embedPanes('picture', true))
  await foreign(`<div id="around" lang="zh">
      <service-playground link="${link}" start="click" height="420"></service-playground>
    </div>
    <script src="${baseURL}service-playground.js"></script>`)
  const embed = page.frameLocator('service-playground iframe')
  const element = page.locator('service-playground')
  await expect(embed.getByRole('listitem').filter({ hasText: 'service/web-svc' })).toBeVisible()
  await expect(embed.getByRole('button', { name: '开始' })).toBeVisible()
  // Its poster follows, and so does what comes in its place.
  await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'dark'))
  await expect(embed.locator('html')).toHaveAttribute('data-theme', 'dark')
  // Whoever has it run need not click.
  await element.evaluate((it: Element) => it.run(2))
  const state = () => element.evaluate((it: Element) => it.state)
  await expect.poll(state).toMatchObject({ started: true, running: true, speed: 2 })
  await expect.poll(state).toMatchObject({ pods: { ready: 5, total: 5 } })
  await expect(embed.locator('html')).toHaveAttribute('data-theme', 'dark')
  await element.evaluate((it: Element) => it.pause())
  await expect.poll(state).toMatchObject({ running: false })
  // What the reader may not change, the page around may.
  const refused = await element.evaluate((it: Element) =>
    it.apply('kind: Service\napiVersion: v1\nmetadata: {name: a}\n').catch(String),
  )
  expect(refused).toMatch(/^Error: line \d+: spec\.ports: Required value/)
  await element.evaluate((it: Element) =>
    it.apply(
      'kind: Service\napiVersion: v1\nmetadata: {name: other}\nspec: {ports: [{port: 80}]}\n',
    ),
  )
  await expect(embed.getByRole('button', { name: /^other / })).toBeVisible()
  const damaged = await element.evaluate((it: Element) => it.load('#s=1.AAAA').catch(String))
  expect(damaged).toContain('damaged')
  await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'light'))
  await expect(embed.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.evaluate(() => document.querySelector('#around')?.setAttribute('lang', 'en'))
  await expect(embed.getByRole('button', { name: 'Open in full' })).toBeVisible()
})
