import { expect, test } from './playground'

test('figures of the last seconds tell uneven by chance from pinned by keep-alive', async ({
  page,
  playground,
}) => {
  await playground.open()
  await playground.speed('20×')
  await page.getByRole('tab', { name: 'Traffic' }).click()
  const load = page.getByRole('region', { name: 'The last 10 seconds' })
  const client = load.getByRole('row', { name: /^client 4\.0 0% [\d.]+ ms [\d.]+ ms$/ })
  await expect(client).toBeVisible()
  await expect(client.locator('canvas')).toHaveCount(3)
  await expect(load.getByRole('row', { name: /^web-svc Service 4\.0 0% / })).toBeVisible()
  await expect(load.getByText(/^Within what chance allows \(\d+ to \d+ each\)\.$/)).toBeVisible()

  await page.getByLabel('Connections', { exact: true }).selectOption({ value: 'keep-alive' })
  await expect(load.getByText('More uneven than chance: connections are kept.')).toBeVisible()
  await expect(load.getByText('more than chance allows')).toHaveCount(1)
  await playground.isAccessible('[role=tabpanel]')
})
