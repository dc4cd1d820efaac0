import { expect, type Locator, type Page, test } from '@playwright/test'

const manifest = ({ targetPort = '8080', more = '' } = {}) => `# the front
apiVersion: v1
kind: Service
metadata:
  name: web-svc
spec:
  type: NodePort
  selector:
    app: web
  ports:
  - port: 80
    targetPort: ${targetPort}
${more}`

/** Opens the page and waits for the editor; the manifest is then the one above. */
async function openPane(page: Page, text = manifest()): Promise<Locator> {
  await page.goto('./')
  const pane = page.locator('.nokey[data-ready="true"]')
  await expect(pane).toBeVisible({ timeout: 60_000 })
  await setText(pane, text)
  return pane
}

/** Typed YAML would be indented as it comes: texts are given to the pane as a whole. */
const setText = (pane: Locator, detail: string) =>
  pane.evaluate(
    (element, text) =>
      element.dispatchEvent(new CustomEvent('playground:set-text', { detail: text })),
    detail,
  )

const word = (pane: Locator, text: string) =>
  pane.locator('.view-line span span', { hasText: new RegExp(`^${text}$`) }).first()
/** What fields mean comes after the editor: who points at a word too early points again. */
const explained = (page: Page, at: Locator, text: string) =>
  expect(async () => {
    await page.mouse.move(0, 0)
    await at.hover()
    const box = page.locator('.monaco-hover:not(.hidden)')
    await expect(box).toContainText(text, { timeout: 3_000 })
  }).toPass()
const status = (pane: Locator) => pane.locator('[role=status][data-phase]')

test('the field at the caret is explained unasked, in the page’s language', async ({ page }) => {
  await page.goto('./')
  // While it is opened there is nobody to ask what fields mean.
  await page.getByLabel('Scenario').selectOption('nodeport')
  await expect(page.locator('.nokey[data-ready="true"]')).toBeVisible({ timeout: 60_000 })
  const field = page.getByRole('region', { name: 'The field under the caret' })
  await expect(field).toContainText('API group and version of the kind')
  await page.getByRole('button', { name: 'Language: 中文' }).click()
  await expect(page.getByRole('region', { name: '光标处的字段' })).toContainText('API 组与版本')
})

test('a document that goes takes its object along; undoing brings both back', async ({ page }) => {
  const other = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n'
  const pane = await openPane(page, manifest({ more: other }))
  await expect(status(pane)).toContainText('created')
  await setText(pane, manifest())
  await expect(status(pane)).toContainText('configmap/other deleted')
  await word(pane, 'ports').click()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(status(pane)).toContainText('configmap/other created')
})

test('fields are explained and completed, in the language of the page', async ({ page }) => {
  const pane = await openPane(page)
  await explained(page, word(pane, 'targetPort'), 'Port on the Pod')

  await setText(pane, 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  type: ')
  await pane.locator('.view-lines').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('Control+Space')
  const values = page.locator('.suggest-widget .monaco-list-row')
  await expect(values).toHaveText([/ClusterIP/, /NodePort/, /LoadBalancer/, /ExternalName/])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /中文/ }).click()
  await explained(page, word(pane, 'type'), '访问该 Service')
})

test('the space bar types while the picture is there, and Ctrl+M lets Tab leave', async ({
  page,
}) => {
  const pane = await openPane(page, 'a:')
  await pane.locator('.view-lines').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' b c')
  await expect(pane.locator('.view-line').first()).toHaveText(/a:\sb\sc/)
  const editor = pane.getByRole('textbox', { name: /Ctrl\+M/ })
  await expect(editor).toBeFocused()
  await page.keyboard.press('Control+m')
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
})
