import { expect, test } from './playground'

test('what is true here is found by its address and by its menu, and what differs comes first', async ({
  playground,
  page,
}) => {
  await page.goto('./#true/proxy-sync') // the page behind the dialog is heard by nobody meanwhile
  const dialog = page.getByRole('dialog', { name: 'What is true here' })
  await expect(dialog.locator('[id="true/proxy-sync"]')).toBeInViewport()
  await expect(dialog.locator('[id="true/proxy-sync"]')).toBeFocused()
  // Counted by the build, not written.
  await expect(dialog).toContainText(/\d\d behaviours, held by \d{3} of \d{4} unit tests/)
  await playground.isAccessible('[role="dialog"]')

  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page).toHaveURL(/\/playground\/$/)
  await expect(playground.picture).toHaveAttribute('data-drawn', 'true')
  await page.getByRole('button', { name: 'Service Playground' }).click()
  await page.getByRole('button', { name: 'What is true here' }).click()
  const differences = dialog.getByRole('region', { name: 'What is otherwise here' })
  await expect(differences).toContainText('IPv6 is told, not carried')
  await dialog.getByRole('searchbox').fill('canary')
  const rows = dialog.locator('li[id^="true/"]')
  await expect(rows).toHaveCount(1)
  await rows.getByText('Held by 2 tests').click()
  await expect(rows).toContainText(/src\/engine\/kube-proxy\/component\.test\.ts:\d+/)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Service Playground' })).toBeFocused()
})
