import { encodeLink } from '../src/scenarios/codec'
import { first } from '../src/scenarios/presets/first'
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
