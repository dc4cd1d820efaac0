import { ConsolePage } from './console'
import { expect, test } from './playground'

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }

// Whoever has another language has another window, which is dear: one language after the other.
for (const locale of ['en-US', 'zh-CN']) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test.describe(`${locale}, ${size}`, () => {
      test.use({ viewport, locale, colorScheme: 'light' })
      test('nothing stands in anybody’s way, light or dark', async ({ playground }) => {
        const { page } = playground
        await playground.open()
        await playground.editorReady()
        await expect(playground.pods).toHaveCount(3)
        const html = page.locator('html')
        await expect(html).toHaveAttribute('lang', new RegExp(`^${locale.slice(0, 2)}`))
        const overflow = () =>
          page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await expect(html).toHaveAttribute('data-theme', colorScheme)
          await playground.isAccessible()
          expect(await overflow()).toBeLessThanOrEqual(0)
        }
        const terminal = new ConsolePage(page)
        await terminal.open()
        await terminal.run('kubectl get pods; ls')
        await page.emulateMedia({ colorScheme: locale === 'en-US' ? 'light' : 'dark' })
        await playground.isAccessible()
        expect(await overflow()).toBeLessThanOrEqual(0)
      })
    })
  }
}

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })
  test('requests are counted on the lines instead of moving', async ({ playground }) => {
    await playground.open()
    await expect(playground.pods).toHaveCount(3)
    await expect(playground.picture.getByText(/\d+\/s/).first()).toBeVisible()
  })
})

test('language and theme can be switched', async ({ playground }) => {
  await playground.open()
  const { page } = playground
  await page.getByRole('button', { name: 'Language: 中文' }).click()
  await expect(page.getByRole('button', { name: '分享' })).toBeVisible()
  await page.getByRole('button', { name: /^主题/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', /light|dark/)
})
