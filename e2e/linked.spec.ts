import { ConsolePage } from './console'
import { expect, test } from './playground'

test('caret, picture and terminal light up together', async ({ playground, page }) => {
  await playground.open()
  await playground.editorReady()
  await expect(playground.pods).toHaveCount(3)
  const lit = playground.picture.locator('[data-lit]')
  await expect(lit).toHaveCount(0)
  // The caret stands in the Deployment: its Pods light up.
  await page.locator('.nokey .view-lines').click({ position: { x: 80, y: 30 } })
  await expect(lit).toHaveCount(3)
  const terminal = new ConsolePage(page)
  await terminal.open()
  await expect(lit).toHaveCount(0)
  expect(await terminal.run('kubectl get pods')).toContain('Running')
  // The pointer is on a Pod: its line in the editor and its row in the terminal are marked.
  await playground.pods.first().hover()
  await expect(page.locator('.nokey .company').first()).toBeVisible()
  await expect(page.locator('.xterm-decoration')).not.toHaveCount(0)
})
