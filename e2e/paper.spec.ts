import { moving } from './motion'
import { expect, type PlaygroundPage, test } from './playground'

test.use(moving)

/** How many points of the canvas over the picture stand out from what is below it. */
const seenDots = ({ picture }: PlaygroundPage, paper: number) =>
  picture
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement, ground) => {
      const drawn = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
      let seen = 0
      for (let at = 0; drawn && at < drawn.length; at += 4) {
        const away = Math.abs((drawn[at + 1] ?? 0) - ground)
        if ((drawn[at + 3] ?? 0) > 200 && away > 100) seen += 1
      }
      return seen
    }, paper)

test('on paper stand all of the picture, its key and the manifest, in ink, and the page stays', async ({
  playground,
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await playground.open()
  const sheet = page.locator('article[data-printed]')
  const tools = page.getByRole('button', { name: 'Pause' })
  await expect(tools).toBeVisible()
  await expect(playground.pods).toHaveCount(3)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  // What brings the sheet comes after the picture.
  await expect(async () => {
    await page.emulateMedia({ media: 'screen' })
    await page.emulateMedia({ media: 'print' })
    await expect(sheet).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(sheet.getByRole('heading', { level: 1 })).toHaveText('One name for three Pods')
  await expect(sheet.getByText(/\d\d:\d\d\.\d{3} · kubeadm · kube-proxy: iptables/)).toBeVisible()
  await expect(sheet.getByText('refused: nobody listens there')).toBeVisible()
  await expect(sheet.locator('pre')).toContainText('kind: Service')
  await expect(sheet).toHaveCSS('color', 'rgb(27, 29, 33)')
  const paper = await sheet.boundingBox()
  const printed = sheet.locator('[data-id^="pod/default/"]')
  await expect(printed).toHaveCount(5)
  for (const pod of await printed.all()) {
    const box = await pod.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(paper?.width ?? 0)
  }
  await expect(tools).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await expect(sheet).toHaveCount(0)
  const pdf = (await page.pdf()).toString('latin1')
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(3)
  await expect(tools).toBeVisible()
  await expect(sheet).toHaveCount(0)
})

test.describe('in the few colours that a system may insist on', () => {
  test('dots, the editor and what is chosen can be seen, light and dark', async ({
    playground,
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
    await playground.open()
    await playground.editorReady()
    const tab = page.getByRole('tab', { name: 'Traffic' })
    await tab.click()
    const ground = page.locator('.monaco-editor-background').first()
    for (const [scheme, paper] of [
      ['dark', 0],
      ['light', 255],
    ] as const) {
      await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme })
      await expect.poll(() => seenDots(playground, paper)).toBeGreaterThan(20)
      await expect(ground).toHaveCSS('background-color', `rgb(${paper}, ${paper}, ${paper})`)
      const [text, behind] = await tab.evaluate((element) => {
        const { color, backgroundColor } = getComputedStyle(element)
        return [color, backgroundColor]
      })
      expect(text).not.toBe(behind)
    }
    await playground.thing(/^web-svc /).focus()
    await page.keyboard.press('Enter')
    await expect(playground.thing(/^web-svc /).locator('[class*=capsule]')).not.toHaveCSS(
      'outline-style',
      'none',
    )
  })
})
