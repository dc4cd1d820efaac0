import { expect, test } from './playground'

test('P shows a room the picture alone, and Escape brings all back; a link may begin so', async ({
  playground,
  page,
}) => {
  await playground.open()
  const manifest = page.getByRole('tab', { name: 'YAML' })
  const drawer = page.getByRole('tab', { name: 'Traffic' })
  const tools = page.getByRole('toolbar', { name: 'Picture', exact: true })
  const before = await playground.pods.first().boundingBox()
  await page.getByRole('button', { name: /^For a projector/ }).click()
  const leave = page.getByRole('button', { name: 'Leave (Esc)' })
  await expect(leave).toBeFocused()
  for (const each of [manifest, drawer, tools]) await expect(each).toBeHidden()
  const large = await playground.pods.first().boundingBox()
  expect(large?.height).toBeGreaterThan((before?.height ?? 0) * 1.2)
  await expect(page.getByRole('contentinfo')).toContainText('One name for three Pods')
  await expect(page.getByRole('contentinfo')).toContainText('with these Services: web-svc')
  await playground.isAccessible()
  await page.keyboard.press('Escape')
  for (const each of [manifest, drawer, tools]) await expect(each).toBeVisible()
  await expect(page.getByRole('button', { name: /^For a projector/ })).toBeFocused()

  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox')).toHaveValue(/#s=1\./)
  await dialog.getByLabel(/^For a projector/).check()
  const link = await dialog.getByRole('textbox').inputValue()
  await playground.open(link)
  await expect(leave).toBeVisible()
  await expect(manifest).toBeHidden()
  await page.keyboard.press('p')
  await expect(manifest).toBeVisible()
})
