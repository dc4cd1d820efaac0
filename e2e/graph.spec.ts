import { moving } from './motion'
import { expect, test } from './playground'

test.use(moving)

test('arrow keys walk along the lines, and T tells the picture as a table', async ({
  playground,
  page,
}) => {
  await playground.open()
  await expect(playground.pods).toHaveCount(3)
  const service = playground.thing(/^web-svc /)
  await expect(page.locator('.react-flow__node-service')).toBeVisible()
  await expect(playground.thing(/^web-svc .*3\/3 ready/)).toBeVisible()
  // Whom the client asks is known once it has asked.
  await expect(playground.picture.locator('path[data-kind="asks"]')).not.toHaveCount(0)
  await service.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.react-flow__node-pod:focus')).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(service).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(playground.thing(/^client /)).toBeFocused()
  await page.keyboard.press('t')
  const table = page.getByRole('region', { name: /as a table/ })
  await expect(table).toBeFocused()
  const row = table.getByRole('row', { name: /^web-svc Service 3\/3 ready/ })
  await expect(row).toContainText('✓')
  await playground.isAccessible()
  await row.getByRole('button').click()
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('web-svc')
  await page.keyboard.press('t')
  await expect(table).toHaveCount(0)
})

test('/ finds things by name, address and label, and goes there', async ({ playground, page }) => {
  await playground.open()
  await expect(playground.pods).toHaveCount(3)
  await expect(page.locator('.react-flow__node-service')).toBeVisible()
  await page.keyboard.press('/')
  const field = page.getByRole('combobox', { name: 'Find in the picture' })
  await field.fill('app=web pod')
  const hits = page.getByRole('listbox', { name: 'Find in the picture' }).getByRole('option')
  await expect(hits).toHaveCount(3)
  await expect(hits.first()).toHaveAttribute('aria-selected', 'true')
  await field.press('ArrowDown')
  await expect(hits.nth(1)).toHaveAttribute('aria-selected', 'true')
  await field.fill('192.168.1.12')
  await field.press('Enter')
  await expect(field).toHaveCount(0)
  await expect(page.locator('.react-flow__node-node:focus')).toContainText('node-2')
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('node-2')
})

test('G folds the Pods of an owner into a box, and F dims what is not of a Service', async ({
  playground,
  page,
}) => {
  await playground.open()
  await expect(playground.pods).toHaveCount(3)
  await expect(page.locator('.react-flow__node-service')).toBeVisible()
  await playground.pods.first().focus()
  await page.keyboard.press('g')
  const box = playground.picture.getByRole('group', { name: 'default/web' })
  await expect(box).toContainText('3 Pods on 3 nodes')
  await expect(playground.pods).toHaveCount(0)
  // What stands for the Pod has the keyboard then, and is in sight.
  await expect(box).toBeFocused()
  const open = box.getByRole('button', { name: 'Each Pod' })
  await expect(open).toBeInViewport({ ratio: 0.99 })
  await page.keyboard.press('f')
  await expect(page.getByText('Only web-svc; all else is dimmed')).toBeVisible()
  await expect(page.locator('.react-flow__node[data-id="pod/default/api"]')).toHaveAttribute(
    'data-dimmed',
    '',
  )
  await expect(box).not.toHaveAttribute('data-dimmed', '')
  await playground.isAccessible('[data-drawn]')
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-dimmed]')).toHaveCount(0)
  await open.click()
  await expect(playground.pods).toHaveCount(3)
})
