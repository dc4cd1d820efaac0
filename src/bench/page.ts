import { spawn } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findChromium, launchArguments } from '../tasks/chromium.mjs'

const PORT = 4199
const ADDRESS = `http://127.0.0.1:${PORT}/playground/`
const RUNS = 5

// `npm run bench:page`: figures of the built page (`npm run build` first), a JSON object a line,
// medians.
const server = spawn(process.execPath, [
  new URL('../tasks/serve.mjs', import.meta.url).pathname,
  '--base',
  '/playground/',
  '--port',
  String(PORT),
])
try {
  await answering()
  const browser = await chromium.launch({ ...findChromium(), args: [...launchArguments] })
  await measure(browser)
  await browser.close()
} finally {
  server.kill()
}

async function answering(): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(ADDRESS).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the built page is not served: run `npm run build` first')
}

interface Visit {
  readonly picture: number
  readonly editor: number
  readonly longestTask: number
  readonly terminal: number
  readonly pageScript: number
  readonly workerScript: number
}

async function measure(browser: Browser): Promise<void> {
  const visits: Visit[] = []
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    visits.push(await visit(await context.newPage()))
    await context.close()
  }
  const print = (figure: string, unit: string, of: (visit: Visit) => number): void => {
    const values = visits.map(of).sort((a, b) => a - b)
    const value = Math.round(values[Math.floor(RUNS / 2)] ?? Number.NaN)
    process.stdout.write(`${JSON.stringify({ figure, value, unit })}\n`)
  }
  print('first-picture', 'ms', ({ picture }) => picture)
  print('editor-ready', 'ms', ({ editor }) => editor)
  print('longest-task', 'ms', ({ longestTask }) => longestTask)
  print('terminal', 'ms', ({ terminal }) => terminal)
  print('script-before-picture', 'bytes', ({ pageScript }) => pageScript)
  print('worker-script', 'bytes', ({ workerScript }) => workerScript)
}

async function visit(page: Page): Promise<Visit> {
  const scripts = new Map<string, Buffer>()
  let isPictured = false
  page.on('response', async (response) => {
    if (isPictured || !/\.js($|\?)/.test(response.url())) return
    const body = await response.body().catch(() => undefined)
    if (body) scripts.set(response.url(), body)
  })
  await page.addInitScript(() => {
    const told = globalThis as typeof globalThis & { longest?: number }
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        told.longest = Math.max(told.longest ?? 0, duration)
      }
    }).observe({ type: 'longtask', buffered: true })
  })
  const start = performance.now()
  await page.goto(ADDRESS)
  await page.getByRole('button', { name: /^web-svc .* 3\/3 ready$/ }).waitFor()
  const picture = performance.now() - start
  isPictured = true
  await page.locator('.nokey[data-ready="true"]').waitFor({ timeout: 60_000 })
  const editor = performance.now() - start
  const longestTask = await page.evaluate(
    () => (globalThis as typeof globalThis & { longest?: number }).longest ?? 0,
  )
  const terminal = await typed(page)
  const bytes = (isWorker: boolean): number =>
    [...scripts]
      .filter(([url]) => /worker/.test(url) === isWorker)
      .reduce((sum, [, body]) => sum + gzipSync(body, { level: 9 }).length, 0)
  return {
    picture,
    editor,
    longestTask,
    terminal,
    pageScript: bytes(false),
    workerScript: bytes(true),
  }
}

/** From Enter to the first line that `kubectl get services` prints, the second time it is asked. */
async function typed(page: Page): Promise<number> {
  await page.keyboard.press('Control+`')
  await page.locator('.xterm-rows').filter({ hasText: '$' }).waitFor()
  await answered(page, '#first')
  return answered(page, '#second')
}

// The remark tells this line from those before it, wherever they have scrolled to. The page listens
// before the key is pressed: an evaluation that is only under way may come after the key.
async function answered(page: Page, remark: string): Promise<number> {
  await page.keyboard.type(`kubectl get services ${remark}`)
  await page.locator('.xterm-rows').filter({ hasText: remark }).waitFor()
  const latency = await page.evaluateHandle((typed) => {
    const entered = new Promise<number>((tell) =>
      addEventListener('keydown', () => tell(performance.now()), { capture: true, once: true }),
    )
    const rows = document.querySelector('.xterm-rows')
    return {
      answered: entered.then(async (start) => {
        while (!rows?.textContent?.split(typed).at(-1)?.includes('CLUSTER-IP')) {
          await new Promise(requestAnimationFrame)
        }
        return performance.now() - start
      }),
    }
  }, remark)
  await page.keyboard.press('Enter')
  return latency.evaluate(({ answered }) => answered)
}
