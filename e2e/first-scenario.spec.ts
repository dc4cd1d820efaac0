import { moving } from './motion'
import { expect, test } from './playground'

test.use(moving)

test('without a link, the lesson’s first scenario is already at work', async ({ playground }) => {
  await playground.open()
  await expect(playground.pods).toHaveCount(3)
  for (const node of ['node-1', 'node-2', 'node-3']) {
    await expect(
      playground.thing(new RegExp(`kube-proxy ${node} 192\\.168\\.1\\.1\\d`)),
    ).toBeVisible()
  }
  await expect(
    playground.thing(/^web-svc ClusterIP 10\..* 80 → 8080 app=web 3\/3 ready$/),
  ).toBeVisible()
  await expect(playground.thing(/^CoreDNS 10\.96\.0\.10 .*2\/2$/)).toBeVisible()
  await expect(playground.picture.getByText('app=api ✗')).toBeVisible()
  const said = playground.page.getByRole('status').getByText(/^A cluster of 3 nodes.*: web-svc\.$/)
  await expect(said).toBeAttached()
})

test('every Pod that the Service selects answers, and no other', async ({ playground }) => {
  await playground.open()
  await playground.speed('20×')
  await playground.page.setViewportSize({ width: 1280, height: 900 }) // a low one has no room for it
  const shares = playground.page.getByRole('list', { name: 'Answers by Pod' }).getByRole('listitem')
  await expect(shares).toHaveCount(3)
  await expect(playground.page.getByText(/\b[1-9]\d{2,} ok\b/)).toBeVisible()
  await expect(playground.page.getByText(/\d failed/)).toHaveCount(0)
})

test('anything in the picture can be looked into', async ({ playground }) => {
  await playground.open()
  const { page } = playground
  await playground.thing(/^web-svc /).click()
  const details = page.getByRole('region', { name: 'Details' })
  await expect(details.getByRole('heading', { name: 'web-svc' })).toBeVisible()
  await expect(details.getByText('web-svc.default.svc.cluster.local')).toBeVisible()
  await playground.pods.first().focus()
  await page.keyboard.press('Enter')
  await expect(details.getByText('Started container web')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
})
