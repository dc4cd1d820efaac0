import { moving } from './motion'
import { expect, test } from './playground'

test.use(moving)

test('L turns to the Service lens: who serves whom, and which slice lists which Pod', async ({
  playground,
  page,
}) => {
  await playground.open()
  await expect(playground.pods).toHaveCount(3)
  await expect(playground.thing(/^kube-proxy node-1/)).toBeVisible()
  const lens = page.getByRole('group', { name: /What the picture shows/ })
  await expect(lens.getByRole('radio', { name: 'Network' })).toBeChecked()
  await page.keyboard.press('l')
  await expect(lens.getByRole('radio', { name: 'Service' })).toBeChecked()
  await expect(playground.thing(/^kube-proxy node-1/)).toHaveCount(0)
  await expect(playground.pods).toHaveCount(3)
  const slice = playground.thing(/^EndpointSlice 3\/3 ready/)
  await slice.click()
  const details = page.getByRole('region', { name: 'Details' })
  await expect(details.getByRole('heading', { name: /^web-svc-\w{5}$/ })).toBeVisible()
  await expect(details.getByText('10.244.0.2')).toBeVisible()
  await playground.isAccessible()
  await page.keyboard.press('l')
  await expect(playground.thing(/^kube-proxy node-1/)).toBeVisible()
  await expect(slice).toHaveCount(0)
})

test('a link keeps the lens', async ({ playground, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await playground.open()
  await expect(playground.pods).toHaveCount(3)
  await page.getByRole('radio', { name: 'Service' }).check({ force: true })
  const link = await playground.link()
  const other = await context.newPage()
  await other.goto(link)
  await expect(other.getByRole('radio', { name: 'Service' })).toBeChecked()
})
