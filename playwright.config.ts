import { defineConfig, devices } from '@playwright/test'
import { findChromium, launchArguments } from './src/tasks/chromium.mjs'

// A port of its own for each run. Playwright's workers read this file too, and must agree.
process.env['E2E_PORT'] ??= String(20_000 + (process.pid % 20_000))
const port = process.env['E2E_PORT']
const base = '/playground/'

export default defineConfig({
  testDir: 'e2e',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 30_000 }, // a machine may be busy with other things
  use: {
    // Specs go to './': an absolute path would lose the sub-path.
    baseURL: `http://127.0.0.1:${port}${base}`,
    // A window is opened once for each worker: to open one costs more than the page does. What a
    // page keeps is taken out of it between two tests.
    reuseContext: true,
    // Dots are drawn all the time, which takes most of a test's: specs that look at them allow it.
    contextOptions: { reducedMotion: 'reduce' },
    // What is kept for when there is no network would outlive a test; one spec allows it.
    serviceWorkers: 'block',
    // To record each test takes a fifth of its time: `--trace on` asks for that.
    screenshot: 'only-on-failure',
    launchOptions: { ...findChromium(), args: launchArguments },
  },
  projects: [{ name: 'chromium', use: devices['Desktop Chrome'] }],
  webServer: {
    command: `node src/tasks/serve.mjs --base ${base} --port ${port}`,
    url: `http://127.0.0.1:${port}${base}`,
    reuseExistingServer: false,
  },
})
