import { ConsolePage } from './console'
import { moving } from './motion'
import { expect, test } from './playground'

test.use(moving)

test('a request is sent and traced step by step, and what is wrong is mended from there', async ({
  page,
  playground,
}) => {
  await playground.preset('A selector that selects nothing')
  await page.getByRole('tab', { name: 'Traffic' }).click()
  await page.getByRole('button', { name: 'Send a request…' }).click()
  const inspector = page.getByRole('region', { name: 'Details' })
  const send = inspector.getByRole('button', { name: 'Send', exact: true })
  await send.click()

  await expect(inspector.getByText('matches no Pod')).toBeVisible()
  await expect(inspector.locator('li[data-step="connect"]')).toContainText('has no endpoints')
  await expect(inspector.locator('[data-sign="+"]')).toHaveText(/app: web/)
  await inspector.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(playground.thing(/^web-svc /)).toContainText('3/3')
  // The manifest says so, too: nobody finds it changed behind their back.
  await expect(playground.editor).toContainText('app: web')
  await expect(playground.editor).not.toContainText('app: wbe')

  await send.click()
  await expect(inspector.getByText('ok (200)')).toBeVisible()
  const steps = inspector.locator('li[data-step]')
  await expect(steps.first()).toContainText('web-svc.default.svc.cluster.local.')
  await expect(inspector.locator('li[data-step="connect"]')).toContainText('one in 3: drew')

  // Step by step in the picture: the first packet asks DNS, the one before it is none.
  const way = playground.picture.locator('path[class*="stepped"]')
  await expect(way).toHaveCount(0)
  const next = inspector.getByRole('button', { name: 'Next step' })
  await next.click()
  await next.click()
  await expect(inspector.getByText(/^Step 2 of \d+$/)).toBeVisible()
  await expect(inspector.locator('li[aria-current="step"]')).toContainText('asks DNS')
  await expect(way).toHaveCount(1)
  await inspector.getByRole('button', { name: 'Previous step' }).click()
  await expect(way).toHaveCount(0)
})

test('who asks for a name that is elsewhere is told where, and asks there', async ({
  page,
  playground,
}) => {
  await playground.open()
  await page.getByRole('tab', { name: 'Traffic' }).click()
  await page.getByRole('button', { name: 'Send a request…' }).click()
  const inspector = page.getByRole('region', { name: 'Details' })
  await inspector.getByLabel('To').fill('http://kube-dns:9153')
  await inspector.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(inspector.getByText('http://kube-dns.kube-system:9153')).toBeVisible()
  await inspector.getByRole('button', { name: 'Ask instead' }).click()
  await expect(inspector.getByLabel('To')).toHaveValue('http://kube-dns.kube-system:9153')
  await expect(inspector.locator('li[data-step="connect"]')).toContainText('9153')
})

test('a line of the terminal leads to the trace of what it asked for', async ({
  page,
  playground,
}) => {
  await playground.open()
  const terminal = new ConsolePage(page)
  await terminal.open()
  await terminal.run('kubectl exec client -- curl -s --max-time 1 web-svc:81')
  await terminal.pane.getByRole('button', { name: /^What became of the request/ }).click()
  const inspector = page.getByRole('region', { name: 'Details' })
  await expect(inspector.getByText('timed out')).toBeVisible()
  await expect(inspector.getByText('default/web-svc has no port 81')).toBeVisible()
})
