import { expect, test } from './playground'

// What kube-proxy has written on a node, and the connections that the node tracks.
test("a node's rules: filtered, followed from chain to chain, and back to the manifest", async ({
  playground,
  page,
}) => {
  await playground.open()
  await playground.editorReady()
  await playground.thing(/^web-svc/).click()
  await page.getByRole('button', { name: /^Its rules on node-\d$/ }).click()
  const rules = page.getByRole('region', {
    name: /^Rules of node-\d, as iptables-save prints them$/,
  })
  await expect(rules.getByRole('listitem').first()).toHaveText('*nat')
  const filter = page.getByRole('textbox', { name: /^Filter/ })
  await expect(filter).toHaveValue('default/web-svc')
  await expect(page.getByText(/^\d+ of \d+ lines$/)).toBeVisible()

  await filter.fill('default/web-svc cluster IP KUBE-SERVICES')
  await rules.getByRole('button', { name: /^KUBE-SVC-/ }).click()
  await expect(rules.locator('[data-flashed]')).toHaveText(/^:KUBE-SVC-\w+ - \[0:0\]$/)
  await expect(filter).toHaveValue('')

  await rules
    .getByRole('button', { name: /^web-svc · spec\.ports\[0\]\.targetPort$/ })
    .first()
    .click()
  await expect(page.locator('.line-numbers.active-line-number')).toHaveText('32')
})

test("a node's connections are live, and tell which Pod each goes to", async ({
  playground,
  page,
}) => {
  await playground.open()
  await page.getByRole('tab', { name: 'Node', exact: true }).click()
  await page.getByRole('combobox', { name: 'Node', exact: true }).selectOption('node-2')
  await page.getByRole('button', { name: 'Connections', exact: true }).click()
  await page.getByRole('textbox', { name: /^Filter/ }).fill('tcp web-svc')
  const table = page.getByRole('region', { name: 'Connections that node-2 tracks' })
  await expect(table.getByRole('button', { name: 'web-svc' }).first()).toBeVisible()
  await page.getByLabel('Show as').selectOption('text')
  await expect(table.getByRole('listitem').first()).toHaveText(
    /^tcp {6}6 \d+ \w+ src=[\d.]+ dst=[\d.]+ sport=\d+ dport=80 src=/,
  )
})

test('kube-proxy is given another mode while the cluster goes on, and that is undone', async ({
  playground,
  page,
}) => {
  await playground.open()
  await playground.editorReady()
  const mode = page.getByLabel('kube-proxy mode').first()
  await mode.selectOption('nftables')
  const note = page.getByText(/^kube-proxy turns to nftables as it is restarted: on \d of 3 nodes/)
  await expect(note).toBeVisible()
  await expect(note).toBeHidden()
  await page.getByRole('tab', { name: 'Node', exact: true }).click()
  await expect(page.getByLabel('Printed by')).toHaveValue('nftables')

  await page.getByRole('button', { name: /^Undo.*kube-proxy: nftables/ }).click()
  await expect(mode).toHaveValue('iptables')
  await expect(page.getByLabel('Printed by')).toHaveValue('iptables')
})
