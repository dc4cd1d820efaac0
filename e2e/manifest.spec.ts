import { first } from '../src/scenarios/presets/first'
import { expect, test } from './playground'

const manifest = first.scenario('en').manifest
const without = (kind: string): string =>
  manifest
    .split(/^---$/m)
    .filter((document) => !document.includes(`kind: ${kind}\n`))
    .join('---')

test('a selector that matches nothing is seen at once, and by the client', async ({
  playground,
}) => {
  await playground.open()
  await playground.editorReady()
  await playground.setManifest(
    manifest.replace('selector:\n    app: web ', 'selector:\n    app: wbe '),
  )
  await expect(playground.thing(/^web-svc .* app=wbe 0\/0 ready$/)).toBeVisible()
  await playground.speed('20×')
  await expect(playground.page.getByText('rejected').first()).toBeVisible()
  await playground.setManifest(manifest)
  await expect(playground.thing(/^web-svc .* app=web 3\/3 ready$/)).toBeVisible()
})

test('what the API server refuses is shown with its own words at its line', async ({
  playground,
}) => {
  await playground.open()
  await playground.editorReady()
  const { page } = playground
  await playground.setManifest(manifest.replace('port: 80 #', 'port: 80000 #'))
  await page.getByRole('tab', { name: 'Problems' }).click()
  const problems = page.getByRole('tabpanel', { name: 'Problems' })
  await expect(
    problems.getByText(
      'spec.ports[0].port: Invalid value: 80000: must be between 1 and 65535, inclusive',
    ),
  ).toBeVisible()
  const line = manifest.slice(0, manifest.indexOf('port: 80 #')).split('\n').length
  await expect(problems.getByText(`line ${line}`).first()).toBeVisible()
  await playground.setManifest(manifest)
  await expect(problems.getByText('No problems.')).toBeVisible()
})

test('a document that is taken out takes its object with it, and others are left alone', async ({
  playground,
}) => {
  await playground.open()
  await playground.editorReady()
  await playground.setManifest(without('Service'))
  await expect(playground.thing(/^web-svc /)).toHaveCount(0)
  await expect(playground.pods).toHaveCount(3)
  await expect(playground.thing(/^CoreDNS /)).toBeVisible()
})

test('with live off, what would change is shown before it is applied', async ({ playground }) => {
  await playground.open()
  await playground.editorReady()
  const { page } = playground
  await page.getByRole('switch', { name: 'Live' }).click()
  await playground.setManifest(manifest.replace('replicas: 3', 'replicas: 5'))
  const changes = page.getByRole('region', { name: 'What applying would change' })
  await expect(changes).toContainText(/replicas.*3.*5/s)
  await expect(playground.pods).toHaveCount(3)
  await page.getByRole('button', { name: 'Apply' }).click()
  await playground.speed('20×')
  await expect(playground.pods).toHaveCount(5)
})

test('the space bar types a space while the picture is there', async ({ playground }) => {
  await playground.open()
  await playground.editorReady()
  const { page } = playground
  await page.getByRole('switch', { name: 'Live' }).click()
  await page.getByRole('textbox', { name: /Manifest as YAML/ }).focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.type('# a b c')
  await page.keyboard.press('Enter')
  await expect(page.locator('.view-line').first()).toHaveText(/#\sa\sb\sc/)
})

test('YAML that cannot be read is marked, and nothing is applied', async ({ playground }) => {
  await playground.open()
  await playground.editorReady()
  const { page } = playground
  await playground.setManifest(manifest.replace('  selector:', '\tselector:'))
  await page.getByRole('tab', { name: 'Problems' }).click()
  const problems = page.getByRole('tabpanel', { name: 'Problems' })
  await expect(problems.getByText(/line \d+/).first()).toBeVisible()
  await expect(playground.pods).toHaveCount(3)
})
