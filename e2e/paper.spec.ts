import { expect, type PlaygroundPage, test } from './playground'

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
