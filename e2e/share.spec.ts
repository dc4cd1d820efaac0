import { readFileSync } from 'node:fs'
import { encodeLink } from '../src/scenarios/codec'
import { first } from '../src/scenarios/presets/first'
import { ConsolePage } from './console'
import { expect, PlaygroundPage, test } from './playground'

test('a link opens the same Pods under the same names and addresses', async ({
  playground,
  browser,
}) => {
  await playground.open()
  await expect(playground.pods).toHaveCount(3)
  const first = await playground.link()
  expect(await playground.link()).toBe(first)
  const things = await playground.pods.allTextContents()

  const context = await browser.newContext()
  const other = new PlaygroundPage(await context.newPage())
  await other.open(first)
  await expect
    .poll(async () => (await other.pods.allTextContents()).sort())
    .toEqual([...things].sort())
  await context.close()
})

test('what one has done is still there after a reload', async ({ playground }) => {
  await playground.open()
  await playground.editorReady()
  const { page } = playground
  await playground.setManifest(
    'apiVersion: v1\nkind: Service # 保留\nmetadata:\n  name: kept\nspec:\n  ports:\n  - port: 81\n',
  )
  await expect(playground.thing(/^kept /)).toBeVisible()
  // Kept a moment after the last change.
  await expect
    .poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }).includes('kept')))
    .toBe(true)
  await page.reload()
  await expect(playground.thing(/^kept /)).toBeVisible()
  await expect(page.getByText('# 保留').first()).toBeVisible()
})

for (const [what, fragment] of [
  ['damaged', '#s=1.AAAA'],
  ['damaged', '#s=1.%%%'],
  ['newer', '#s=99.AAAA'],
  ['more than', `#s=1.${'A'.repeat(400_000)}`],
] as const) {
  test(`a link that is ${what} (${fragment.slice(0, 9)}…) is refused in plain words`, async ({
    playground,
  }) => {
    await playground.open(fragment)
    await expect(playground.page.getByRole('alert').filter({ hasText: what })).toBeVisible()
    await expect(playground.pods).toHaveCount(3)
  })
}

test('a link to a million replicas is refused in plain words', async ({ playground }) => {
  const scenario = first.scenario('en')
  const manifest = scenario.manifest.replace('replicas: 3', 'replicas: 1000000')
  await playground.open(encodeLink({ ...scenario, manifest }))
  await expect(playground.page.getByRole('alert').filter({ hasText: 'more than' })).toBeVisible()
  await expect(playground.pods).toHaveCount(3)
})

test('a link may hold how the page is arranged, its language and its time; others only look', async ({
  playground,
  page,
  browser,
}) => {
  await playground.open()
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('tab', { name: 'Events' }).click()
  await page.getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog')
  const field = dialog.getByRole('textbox')
  await expect(field).toHaveValue(/#s=1\./)
  await playground.isAccessible('[role="dialog"]')
  await dialog.getByLabel('Panes, as large as here').check()
  await dialog.getByLabel('The language: English').check()
  await expect(dialog.getByLabel('Paused, as here')).toBeChecked()
  await dialog.getByText('What others may do there').click()
  await dialog.getByLabel('Terminal').selectOption('to read')
  await dialog.getByLabel('YAML').selectOption('hidden')
  await dialog.getByRole('button', { name: 'Copy' }).click()
  await expect(dialog.getByRole('status')).toHaveText(/^Cop/)
  const link = await field.inputValue()

  const context = await browser.newContext({ locale: 'zh-CN' })
  const other = new PlaygroundPage(await context.newPage())
  await other.open(link)
  await expect(other.page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await expect(other.page.getByRole('tab', { name: 'Events', selected: true })).toBeVisible()
  await expect(other.page.getByRole('tab', { name: 'YAML' })).toHaveCount(0)
  await other.page.getByRole('tab', { name: 'Terminal' }).click()
  const terminal = other.page.getByRole('textbox', { name: /terminal/i })
  await terminal.pressSequentially('kubectl delete deployment web\n')
  await expect(other.page.getByText(/Forbidden.*looked at/).first()).toBeVisible()
  await expect(other.pods).toHaveCount(3)
  await other.page.getByRole('button', { name: 'Show all panes' }).click()
  await expect(other.page.getByRole('tab', { name: 'YAML' })).toBeVisible()
  await context.close()
})

test('a link goes along with what was done: the same Pods, and time that stands where it stood', async ({
  playground,
  page,
  browser,
}) => {
  await playground.open(encodeLink({ ...first.scenario('en'), seed: 5 }))
  const terminal = new ConsolePage(page)
  await page.keyboard.press('Control+`')
  await terminal.prompted()
  await terminal.run('kubectl scale deployment web --replicas=4')
  await terminal.run('kubectl label service web-svc shared=yes')
  await expect(playground.pods).toHaveCount(4)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const before = (await playground.pods.allTextContents()).sort()
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel(/^What was done here/)).toBeChecked()
  const link = await dialog.getByRole('textbox').inputValue()
  await dialog.getByLabel(/^What was done here/).uncheck()
  await expect(dialog.getByRole('textbox')).not.toHaveValue(/&h=/)

  const context = await browser.newContext()
  const other = new PlaygroundPage(await context.newPage())
  await other.open(link)
  await expect(other.page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await expect.poll(async () => (await other.pods.allTextContents()).sort()).toEqual(before)
  const there = new ConsolePage(other.page)
  await other.page.keyboard.press('Control+`')
  await there.prompted()
  expect(await there.run('kubectl get service web-svc --show-labels')).toContain('shared=yes')
  await other.page.goto('about:blank')
  await other.open(link.replace(/&h=.*$/, '&h=1.AAAA'))
  await expect(other.page.getByText(/cannot be read/)).toBeVisible()
  await expect(other.pods).toHaveCount(3)
  await context.close()
})

test('a scenario goes into a file, and comes back when that is dropped onto the page', async ({
  playground,
  page,
}) => {
  await playground.open(encodeLink({ ...first.scenario('en'), seed: 99 }))
  const before = await playground.pods.allTextContents()
  await page.getByRole('button', { name: 'Share' }).click()
  await page.getByRole('tab', { name: 'File' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download first.yaml' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  await page.keyboard.press('Escape')
  await page.getByLabel('Scenario').selectOption({ index: 2 })
  await expect(playground.pods.filter({ hasText: before[0] ?? 'none' })).toHaveCount(0)
  const files = await page.evaluateHandle((said) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([said], 'first.yaml'))
    return transfer
  }, text)
  await page.locator('main').dispatchEvent('drop', { dataTransfer: files })
  await expect
    .poll(async () => (await playground.pods.allTextContents()).sort())
    .toEqual([...before].sort())
})
