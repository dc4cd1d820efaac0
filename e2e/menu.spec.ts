import { moving } from './motion'
import { expect, test } from './playground'

test.use(moving)

// A Pod is broken and mended from its menu, without a mouse.
test('an app is made to hang from its menu by keyboard, why says so, and undo mends it', async ({
  playground,
  page,
}) => {
  await playground.open()
  await playground.editorReady()
  await playground.speed('20×')
  const pod = playground.pods.first()
  await pod.focus()
  await page.keyboard.press('Shift+F10')
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem', { name: 'Details' })).toBeVisible()
  await playground.isAccessible('[role="menu"]')

  const hangs = menu.getByRole('menuitemradio', { name: /^hangs/ })
  await page.keyboard.type('hangs')
  await expect(hangs).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(menu).toBeHidden()
  await expect(pod).toContainText('hangs')
  await expect(pod).toBeFocused()

  await page.keyboard.press('Shift+F10')
  await expect(menu.getByRole('menuitem', { name: 'Details' })).toBeVisible()
  await page.keyboard.type('why')
  await expect(menu.getByRole('menuitem', { name: 'Why?' })).toBeFocused()
  await page.keyboard.press('Enter')
  const details = page.getByRole('region', { name: 'Details' })
  await expect(details.getByText(/^The app of default\/web-.* hangs: /)).toBeVisible()

  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(pod).not.toContainText('hangs')
})

test('a shell is opened from the menu behind the dots', async ({ playground, page }) => {
  await playground.open()
  await playground.editorReady()
  await playground.pods.first().click()
  await page.getByRole('button', { name: 'What can be done with it' }).click()
  await page.getByRole('menuitem', { name: /^Open a shell/ }).click()
  await expect(page.getByRole('tab', { name: 'Terminal', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expect(page.locator('.xterm-rows')).toContainText(/kubectl exec -it web-\w+-\w+ -- sh/)
  await expect(page.locator('.xterm-rows')).toContainText('#')
})
