import { defineConfig, devices } from '@playwright/test'
import { findChromium, launchArguments } from './src/tasks/chromium.mjs'

// A port of its own for each run. Playwright's workers read this file too, and must agree.
process.env['E2E_PORT'] ??= String(20_000 + (process.pid % 20_000))
const port = process.env['E2E_PORT']
const base = '/playground/'

export default defineConfig({
  testDir: 'e2e',
  workers: 1, // the page has a thread of its own, and two more in workers
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    // Specs go to './': an absolute path would lose the sub-path.
    baseURL: `http://127.0.0.1:${port}${base}`,
    trace: 'retain-on-failure',
    launchOptions: { ...findChromium(), args: launchArguments },
  },
  projects: [{ name: 'chromium', use: devices['Desktop Chrome'] }],
  webServer: {
    command: `node src/tasks/serve.mjs --base ${base} --port ${port}`,
    url: `http://127.0.0.1:${port}${base}`,
    reuseExistingServer: false,
  },
})
