import { expect, test } from '@playwright/test'
import { build } from 'vite'
import { digestOfStory } from '../src/engine/fixtures/digest'

// One digest for one seed everywhere: the same story in Node and in Chromium.
test('a scenario ends in the same state in Node and in Chromium', async ({ page }) => {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      lib: { entry: 'src/engine/fixtures/digest.ts', formats: ['iife'], name: 'playground' },
    },
  })
  const [first] = Array.isArray(output) ? output : [output]
  if (!first || !('output' in first)) throw new Error('no bundle')
  await page.goto('about:blank')
  await page.addScriptTag({ content: first.output[0].code })
  const inChromium = await page.evaluate('playground.digestOfStory()')
  expect(inChromium).toMatch(/^[0-9a-f]{16}$/)
  expect(inChromium).toBe(digestOfStory())
})
