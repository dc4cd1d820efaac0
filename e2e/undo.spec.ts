import { ConsolePage } from './console'
import { expect, test } from './playground'

// The terminal and the editor are the largest parts of the page, and two cores are soon busy.
test.setTimeout(150_000)

test('all hands edit one state, and one undo goes back over all they did', async ({
  page,
  playground,
}) => {
  await playground.open()
  await playground.editorReady()
  const terminal = new ConsolePage(page)
  await terminal.open()
  const pane = page.getByRole('tabpanel', { name: 'YAML' })
  const beyond = pane.getByRole('region', { name: 'In the cluster, by another hand' })
  const time = page.getByRole('group', { name: 'Time' })
  const undo = time.getByRole('button', { name: /^(Undo|Nothing to undo)/ })
  const redo = time.getByRole('button', { name: /^(Redo|Nothing to redo)/ })
  await expect(undo).toBeDisabled()

  await terminal.run('kubectl scale deployment web --replicas=4')
  await expect(beyond).toContainText('deployment.apps/web')
  await expect(beyond.locator('ins', { hasText: '4' })).toBeVisible()
  // Where letters are wide it goes on in the next line.
  const remarks = async () => (await pane.locator('.remark-wait').allTextContents()).join(' ')
  await expect.poll(remarks).toMatch(/changed\sin\sthe\s+cluster/)
  await terminal.run('kubectl expose deployment web --name=other --port=80 --target-port=8080')
  await expect(playground.thing(/^other /)).toBeVisible()
  await beyond.getByRole('button', { name: 'Take into the editor: service/other' }).click()
  await expect(pane.getByText('name: other')).toBeVisible()
  await expect(beyond).not.toContainText('service/other')

  // Away from what is typed in, the keys are the page's.
  await expect(undo).toHaveAccessibleName(/Undo: kubectl expose deployment web/)
  await time.getByRole('button', { name: 'Pause' }).focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByText(/^Undone: kubectl expose.* The clock went back/)).toBeVisible()
  await expect(playground.thing(/^other /)).toHaveCount(0)
  await expect(pane.getByText('name: other')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(playground.thing(/^other /)).toBeVisible()
  await expect(pane.getByText('name: other')).toBeVisible()

  await undo.click()
  await expect(undo).toHaveAccessibleName(/Undo: kubectl scale/)
  await undo.click()
  await expect(playground.pods).toHaveCount(3)
  await expect(beyond).toHaveCount(0)
  await redo.click()
  await expect(playground.pods).toHaveCount(4)
})

test('what is typed, and what a button does, is undone like the rest', async ({
  page,
  playground,
}) => {
  await playground.open()
  await playground.editorReady()
  const time = page.getByRole('group', { name: 'Time' })
  const undo = time.getByRole('button', { name: /^(Undo|Nothing to undo)/ })
  await playground.thing(/^web-svc /).click()
  await playground.pods.first().click()
  const details = page.getByRole('region', { name: 'Details' })
  const name = await details.getByRole('heading', { level: 2 }).innerText()
  await details.getByRole('button', { name: 'Delete this Pod' }).click()
  await expect(undo).toHaveAccessibleName(`Undo: kubectl delete pod ${name} (Ctrl+Z)`)
  const pane = page.getByRole('tabpanel', { name: 'YAML' })
  await playground.editorReady()
  await playground.setManifest('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: alone}\n')
  await expect(undo).toHaveAccessibleName(/Undo: YAML: deployment\.apps\/web, /)
  await expect(playground.thing(/^web-svc /)).toHaveCount(0)
  await undo.click()
  await expect(playground.thing(/^web-svc /)).toBeVisible()
  await expect(pane.getByText('kind: Deployment')).toBeVisible()
  await undo.click()
  await expect(details.getByRole('heading', { level: 2 })).toHaveText(name)
  await expect(details.getByText('It is not there (any more).')).toHaveCount(0)

  // So is opening another cluster: the same Pods come back, with the text of then.
  const scenario = page.getByLabel('Scenario')
  const before = await scenario.inputValue()
  await scenario.selectOption({ index: 2 })
  await expect(undo).toHaveAccessibleName(/Undo: a new cluster/)
  await expect(scenario).not.toHaveValue(before)
  await undo.click()
  await expect(scenario).toHaveValue(before)
  await expect(details.getByRole('heading', { level: 2 })).toHaveText(name)
  await expect(undo).toHaveAccessibleName(/^Nothing to undo/)
})

test('a node that is broken says so, and is whole again when that is undone', async ({
  page,
  playground,
}) => {
  await playground.open()
  await expect(page.locator('.react-flow')).toBeVisible()
  await playground.speed('20×')
  const node = page.locator('[data-id="node/node-3"]').first()
  await node.click({ position: { x: 60, y: 14 } })
  const details = page.getByRole('region', { name: 'Details' })
  await details.getByRole('switch', { name: 'network cut' }).click()
  await expect(node.getByText('network cut')).toBeVisible()
  await expect(node.getByText('NotReady')).toBeVisible()
  const undo = page.getByRole('button', { name: /^Undo: node-3: network cut/ })
  await undo.click()
  await expect(node.getByText('network cut')).toHaveCount(0)
  await expect(node.getByText('NotReady')).toHaveCount(0)
  await expect(details.getByRole('switch', { name: 'network cut' })).not.toBeChecked()
})
