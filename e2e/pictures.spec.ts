import type { Page } from '@playwright/test'
import { encodeLink } from '../src/scenarios/codec'
import { first } from '../src/scenarios/presets/first'
import { loadBalancer } from '../src/scenarios/presets/loadbalancer'
import type { Preset } from '../src/scenarios/presets/preset'
import { selectorTypo } from '../src/scenarios/presets/selector-typo'
import type { View } from '../src/scenarios/scenario'
import { expect, type PlaygroundPage, test } from './playground'

// Six views as they were found good. Each machine has other fonts: without its letters, a picture
// is the same everywhere, and is still shapes, places, lines and colours. After a change that is
// wanted: `npm run e2e -- pictures --update-snapshots`, and look at each of them.

const wide = { width: 1440, height: 900 }

/** Letters without a size have none of their font's. */
const withoutLetters = `
  *, ::before, ::after { font-size: 0 !important; letter-spacing: 0 !important; }
  * { caret-color: transparent !important; }
`

/** The instant that is looked at, in milliseconds: requests have come to every Pod by then. */
const instant = '14000'

interface Sight {
  readonly name: string
  readonly preset: Preset
  readonly view?: View
  readonly theme: 'light' | 'dark'
  readonly size?: { readonly width: number; readonly height: number }
  readonly act?: (page: Page) => Promise<void>
}

/** The second packet of a request that is sent just then: it is on its way to a name server. */
async function stepIntoTrace(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Traffic' }).click()
  await page.getByRole('button', { name: 'Send a request…' }).click()
  const details = page.getByRole('region', { name: 'Details' })
  await details.getByRole('button', { name: 'Send', exact: true }).click()
  for (const step of [1, 2]) {
    await details.getByRole('button', { name: 'Next step' }).click()
    await expect(details.getByText(new RegExp(`^Step ${step} of \\d+`))).toHaveCount(1)
  }
}

const selected = 'service/default/web-svc'
const sights: readonly Sight[] = [
  { name: 'network', preset: first, theme: 'light' },
  { name: 'service', preset: first, view: { lens: 'service', selected }, theme: 'dark' },
  { name: 'broken', preset: selectorTypo, view: { selected }, theme: 'light' },
  { name: 'step', preset: first, theme: 'light', act: stepIntoTrace },
  { name: 'outside', preset: loadBalancer, theme: 'dark' },
  { name: 'phone', preset: first, theme: 'light', size: { width: 390, height: 844 } },
]

/** Opens a cluster and turns it to the one instant. */
async function openAt(playground: PlaygroundPage, { preset, view = {} }: Sight): Promise<void> {
  const { page } = playground
  await playground.open(encodeLink({ ...preset.scenario('en'), view }))
  await playground.speed('20×')
  const scrubber = page.getByRole('slider', { name: 'Instant' })
  await expect
    .poll(async () => Number(await scrubber.inputValue()))
    .toBeGreaterThan(Number(instant))
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await scrubber.fill(instant)
  await expect(page.getByRole('time').first()).toHaveText('00:14.000')
}

for (const sight of sights) {
  const { name, theme, size = wide, act } = sight
  test(`the picture looks as it did: ${name}, ${theme}`, async ({ playground, page }) => {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await openAt(playground, sight)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    }, withoutLetters)
    await act?.(page)
    await page.mouse.move(1, 1)
    await expect(playground.picture.locator('..')).toHaveScreenshot(`${name}.png`, {
      scale: 'css',
      threshold: 0.1,
      maxDiffPixelRatio: 0.0002,
    })
  })
}
