import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { ConsolePage } from './console'
import { expect, PlaygroundPage, test } from './playground'

test('a part of the lesson is predicted, run, and compared with the cluster', async ({
  page,
  playground,
}) => {
  await playground.open('#lesson=service/why')
  const lesson = page.locator('[data-lesson]')
  await expect(lesson.getByRole('heading', { name: 'Why there are Services' })).toBeVisible()
  await lesson.getByRole('radio').first().check()
  await playground.speed('20×')
  await lesson.getByRole('button', { name: 'Do it for me' }).click()
  await expect(lesson.getByText('came true', { exact: true })).toBeVisible()
  await expect(lesson.getByText('It came otherwise.')).toBeVisible()
  await playground.isAccessible('[data-lesson]')
})

test('an incident is over when its traffic flows, and the lesson may be left and come back to', async ({
  page,
  playground,
}) => {
  await playground.open('#lesson=clinic/target-port')
  const lesson = page.locator('[data-lesson]')
  await expect(lesson.getByText(/^not yet/).first()).toBeVisible()
  await expect(lesson.getByRole('button', { name: 'Open hint 1 of 3' })).toBeDisabled()
  const left = page.getByRole('tablist', { name: 'Manifest' })
  await left.getByRole('tab', { name: 'YAML' }).click()
  await playground.editorReady()
  await left.getByRole('tab', { name: 'Lesson' }).click()
  await expect(lesson.getByText(/^not yet/).first()).toBeVisible()
  const terminal = new ConsolePage(page)
  await page.keyboard.press('Control+`')
  await terminal.prompted()
  const port = '[{"port":80,"targetPort":9090}]'
  await terminal.run(`kubectl -n booking patch service rooms -p '{"spec":{"ports":${port}}}'`)
  await expect(lesson.getByText('It holds. Well repaired.')).toBeVisible()
  await playground.isAccessible('[data-lesson]')
})

test('a term is told to who stands on it, points at it or presses it, until Escape', async ({
  page,
  playground,
}) => {
  await playground.open('#lesson=service/selectors')
  const lesson = page.locator('[data-lesson]')
  const term = lesson.getByRole('button', { name: 'Deployment', exact: true })
  const tip = page.getByRole('tooltip')
  await expect(async () => {
    await term.hover() // tips come once there is something to see
    await expect(tip).toHaveText(/^Deployment: /, { timeout: 1_000 })
  }).toPass()
  await page.keyboard.press('Escape')
  await expect(tip).toHaveCount(0)
  await term.press('Enter')
  await expect(tip).toHaveText(/^Deployment: /)
  await expect(term).toHaveAccessibleDescription(/^Deployment: /)
  await playground.isAccessible('[data-lesson]')
  await page.keyboard.press('Escape')
  await expect(tip).toHaveCount(0)
  await lesson.getByRole('button', { name: 'Contents' }).click()
  await lesson.getByText('Words', { exact: true }).click()
  await expect(lesson.getByRole('term').filter({ hasText: 'EndpointSlice' })).toBeVisible()
})

test('a clinic keeps its cures until a hint is open; then the pointer alone wins', async ({
  page,
  playground,
}) => {
  await playground.open('#lesson=clinic/selector-typo')
  const lesson = page.locator('[data-lesson]')
  await expect(lesson.getByText(/^not yet/).first()).toBeVisible()
  await page.getByRole('tab', { name: /^Problems/ }).click()
  const problems = page.getByRole('tabpanel', { name: /^Problems/ })
  await expect(problems.getByText(/once a hint is open/).first()).toBeVisible()
  await expect(problems.getByRole('button', { name: 'Apply' })).toHaveCount(0)
  await playground
    .thing(/^catalog /)
    .first()
    .click()
  await lesson.getByRole('button', { name: 'Open hint 1 of 3' }).click()
  await problems.getByRole('button', { name: 'Apply' }).first().click()
  await page.getByRole('tab', { name: 'Lesson' }).click()
  await expect(lesson.getByText('It holds. Well repaired.')).toBeVisible()
})

test('an incident is repaired by the keyboard alone', async ({ page, playground }) => {
  await playground.open('#lesson=clinic/local-drops')
  const lesson = page.locator('[data-lesson]')
  await expect(lesson.getByText(/^not yet/).first()).toBeVisible()
  const { keyboard } = page
  await tabTo(page, page.getByRole('tab', { name: 'Lesson', selected: true }))
  await keyboard.press('ArrowLeft')
  await playground.editorReady()
  await tabTo(page, page.getByRole('textbox', { name: /manifest|YAML/i }))
  await keyboard.press('Control+f')
  await keyboard.type('Local')
  await keyboard.press('Enter')
  await keyboard.press('Escape')
  await keyboard.type('Cluster') // what was found is selected
  await keyboard.press('Escape') // a list of what may be written
  await keyboard.press('Control+m')
  await tabTo(page, page.getByRole('tab', { name: 'YAML', selected: true }), 'Shift+Tab')
  await keyboard.press('ArrowRight')
  await expect(lesson.getByText('It holds. Well repaired.')).toBeVisible()
})

/** Goes on by the key until something has the keyboard. */
async function tabTo(page: Page, goal: Locator, key = 'Tab'): Promise<void> {
  for (let times = 0; times < 60; times++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  await expect(goal).toBeFocused({ timeout: 1 })
}

test('a lesson may come as a file, be kept, and go on in a link; a broken one says where', async ({
  page,
  playground,
  browser,
}) => {
  const example = readFileSync('public/example-lesson.yaml', 'utf8')
  const file = (text: string) => ({
    name: 'lesson.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(text),
  })
  await playground.open()
  const lesson = page.locator('[data-lesson]')
  await page.getByRole('tab', { name: 'Lesson' }).click()
  const chooser = lesson.locator('input[type="file"][accept=".yaml,.yml"]')
  await chooser.setInputFiles(file(example.replace('right: 2', 'right: 7')))
  const alert = page.getByRole('alert').filter({ hasText: 'This lesson cannot be read' })
  await expect(alert).toContainText('steps[0].question.right: must be a whole number from 1 to 2')
  await chooser.setInputFiles(file(example))
  await expect(lesson.getByRole('heading', { name: 'Who answers for the shop?' })).toBeVisible()
  await expect(alert).toHaveCount(0)
  await expect(playground.thing(/^blue-\w+-\w+ /)).toHaveCount(2)
  await page.reload()
  await expect(lesson.getByRole('heading', { name: 'Who answers for the shop?' })).toBeVisible()
  await lesson.getByRole('button', { name: 'Contents' }).click()
  await playground.isAccessible('[data-lesson]')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await lesson.getByRole('button', { name: 'Copy a link with the whole lesson' }).click()
  await expect(lesson.getByText(/^Copied: \d+ characters/)).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())

  const context = await browser.newContext({ locale: 'zh-CN' })
  const other = new PlaygroundPage(await context.newPage())
  await other.open(link)
  await expect(other.page.getByRole('heading', { name: '谁来应答 shop？' })).toBeVisible()
  await expect(other.thing(/^blue-\w+-\w+ /)).toHaveCount(2)
  await context.close()
  await lesson.getByRole('button', { name: 'Take two-colours away' }).click()
  await expect(lesson.getByText('Who answers for the shop?')).toHaveCount(0)
})

test('the YAML of a type is built up line by line, and each field says what it is', async ({
  page,
  playground,
}) => {
  await playground.open('#lesson=service/nodeport')
  const lesson = page.locator('[data-lesson]')
  const field = lesson.getByRole('button', { name: 'nodePort', exact: true })
  await field.hover()
  await expect(page.getByRole('tooltip')).toHaveText(/^integer · /)
  await page.keyboard.press('Escape')
  await lesson.getByRole('button', { name: 'Line by line' }).click()
  await expect(field).toHaveCount(0)
  const told = lesson.getByRole('status').filter({ hasText: /^apiVersion/ })
  await expect(told).toBeVisible()
  for (const name of ['kind', 'metadata', 'name', 'spec', 'type']) {
    await lesson.getByRole('button', { name: 'Next line' }).click()
    await expect(
      lesson.getByRole('status').filter({ hasText: new RegExp(`^${name}`) }),
    ).toBeVisible()
  }
  await expect(lesson.getByRole('status').filter({ hasText: /NodePort – / })).toBeVisible()
  await playground.isAccessible('[data-lesson]')
  await lesson.getByRole('button', { name: 'All lines' }).click()
  await expect(field).toBeVisible()
})
