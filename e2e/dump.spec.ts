import { readFileSync } from 'node:fs'
import { expect, test } from './playground'

const dump = readFileSync('src/scenarios/dump/fixtures/eks.yaml', 'utf8')

test('a dump that is dropped onto the page is loaded, and the doctor looks at it', async ({
  playground,
  page,
}) => {
  await playground.open()
  await expect(page.getByRole('button', { name: 'Load…' })).toBeVisible()
  const files = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'dump.yaml'))
    return transfer
  }, dump)
  await page.locator('main').dispatchEvent('drop', { dataTransfer: files })
  const dialog = page.getByRole('dialog', { name: 'Load a dump of a cluster' })
  await expect(dialog.getByText('2 nodes; here 2')).toBeVisible()
  await expect(dialog.getByText(/dkr\.ecr/).last()).toBeVisible()
  await playground.isAccessible()
  await dialog.getByRole('button', { name: 'Load', exact: true }).click()
  const findings = page.getByRole('region', { name: 'What the doctor finds' })
  await expect(findings.locator('[data-code="some-not-ready"]')).toBeVisible({ timeout: 20_000 })
})
