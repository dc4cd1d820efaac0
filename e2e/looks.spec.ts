import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './playground'

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const locale of ['en-US', 'zh-CN']) {
      test.describe(`${size}, ${colorScheme}, ${locale}`, () => {
        test.use({ viewport, colorScheme, locale })
        test('nothing stands in anybody’s way', async ({ playground }) => {
          await playground.open()
          await expect(playground.pods).toHaveCount(3)
          await expect(playground.page.locator('html')).toHaveAttribute(
            'lang',
            new RegExp(`^${locale.slice(0, 2)}`),
          )
          const { violations } = await new AxeBuilder({ page: playground.page }).analyze()
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
          const overflow = await playground.page.evaluate(
            () => document.documentElement.scrollWidth - innerWidth,
          )
          expect(overflow).toBeLessThanOrEqual(0)
        })
      })
    }
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
