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

test('what is typed is applied; what is refused is said in the server’s words at its line', async ({
  playground,
}) => {
  await playground.open()
  await playground.editorReady()
  const { page, editor } = playground
  const status = editor.locator('[role=status][data-phase]')
  await playground.setManifest(manifest.replace('port: 80 #', 'port: 80000 #'))
  await expect(status).toContainText('service/web-svc refused')
  await page.getByRole('tab', { name: 'Problems' }).click()
  const problems = page.getByRole('tabpanel', { name: 'Problems' })
  const message = problems.getByText(
    'spec.ports[0].port: Invalid value: 80000: must be between 1 and 65535, inclusive',
  )
  await expect(message).toBeVisible()
  const line = manifest.slice(0, manifest.indexOf('port: 80 #')).split('\n').length
  await expect(problems.getByText(`line ${line}`).first()).toBeVisible()
  await editor.getByRole('button', { name: '1 to put right' }).click()
  await expect(editor.locator('.squiggly-error')).toBeVisible()
  await expect(editor.locator('.line-numbers.active-line-number')).toHaveText(String(line))

  await playground.setManifest(manifest.replace('port: 80 #', 'port: 81 #'))
  await expect(status).toContainText('service/web-svc configured')
  await expect(message).toBeHidden()
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

test('with live off, changes are seen before they are made, by a button or by a key', async ({
  playground,
}) => {
  await playground.open()
  await playground.editorReady()
  const { page, editor } = playground
  await editor.getByRole('switch', { name: 'Live' }).uncheck()
  await playground.setManifest(manifest.replace('replicas: 3', 'replicas: 5'))
  const changes = editor.getByRole('region', { name: 'What applying would change' })
  await expect(changes).toContainText('deployment.apps/web')
  await expect(changes.locator('del', { hasText: /^3$/ })).toBeVisible()
  await expect(changes.locator('ins', { hasText: /^5$/ })).toBeVisible()
  await expect(playground.pods).toHaveCount(3)
  await page.getByRole('button', { name: 'Apply' }).click()
  await playground.speed('20×')
  await expect(playground.pods).toHaveCount(5)
  await expect(changes).toBeHidden()

  await playground.setManifest(manifest.replace('replicas: 3', 'replicas: 4'))
  await expect(changes).toBeVisible()
  await editor.locator('.view-line').first().click()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(playground.pods).toHaveCount(4)
  await expect(changes).toBeHidden()
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
