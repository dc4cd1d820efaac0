import { expect, test } from './playground'

test('the doctor finds the line that is wrong, and one click mends it', async ({
  playground,
  page,
}) => {
  await playground.preset('A selector that selects nothing')
  await playground.editorReady()
  const problems = page.getByRole('tab', { name: /^Problems 1/ })
  await problems.click()
  const findings = page.getByRole('region', { name: 'What the doctor finds' })
  await expect(findings.getByText(/The selector app=wbe of default\/web-svc/)).toBeVisible()
  await findings.getByRole('button', { name: 'Service web-svc: spec.selector' }).click()
  await expect(page.locator('.squiggly-warning')).toBeVisible()
  await playground.isAccessible()
  await findings.getByRole('button', { name: 'Apply' }).click()
  await expect(playground.thing(/^web-svc .* 3\/3 ready$/)).toBeVisible()
  await expect(findings.getByText(/app=wbe/)).toHaveCount(0)
})
