import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import type { PageFigure } from './figure'
import { type LongTask, longestTask, newPage } from './lab'

const runs = 5

/** What a first visit is: medians of some of them. */
export const opening: PageFigure = {
  name: 'opening',
  mostSeconds: 240,
  async *measure(lab) {
    const visits: Visit[] = []
    for (let run = 0; run < runs; run++) {
      const page = await newPage(lab)
      visits.push(await visit(page, lab.address))
      await page.context().close()
    }
    const median = (figure: string, unit: string, of: (visit: Visit) => number) => {
      const values = visits.map(of).sort((a, b) => a - b)
      return { figure, value: Math.round(values[Math.floor(runs / 2)] ?? Number.NaN), unit }
    }
    yield median('first-picture', 'ms', ({ picture }) => picture)
    yield median('editor-ready', 'ms', ({ editor }) => editor)
    const task = median('longest-task', 'ms', ({ longest }) => longest.millis)
    const by = visits.find(({ longest }) => longest.millis === task.value)?.longest.by ?? ''
    yield { ...task, during: 'opening', by }
    yield median('terminal', 'ms', ({ terminal }) => terminal)
    yield median('script-before-picture', 'bytes', ({ pageScript }) => pageScript)
    yield median('worker-script', 'bytes', ({ workerScript }) => workerScript)
    yield median('worker-script-late', 'bytes', ({ lateScript }) => lateScript)
  },
}

interface Visit {
  readonly picture: number
  readonly editor: number
  readonly longest: LongTask
  readonly terminal: number
  readonly pageScript: number
  readonly workerScript: number
  readonly lateScript: number
}

/** A script that was loaded: whether before there was a picture, and its gzipped size. */
interface Script {
  readonly before: boolean
  readonly bytes: number
}

async function visit(page: Page, address: string): Promise<Visit> {
  const scripts = new Map<string, Script>()
  let isPictured = false
  page.on('response', async (response) => {
    const [, name] = /([^/]+)\.js($|\?)/.exec(response.url()) ?? []
    if (name === undefined) return
    const before = !isPictured
    const body = await response.body().catch(() => undefined)
    if (body) scripts.set(name, { before, bytes: gzipSync(body, { level: 9 }).length })
  })
  const start = performance.now()
  await page.goto(address)
  await page.getByRole('button', { name: /^web-svc .* 3\/3 ready$/ }).waitFor()
  const picture = performance.now() - start
  isPictured = true
  await page.locator('.nokey[data-ready="true"]').waitFor({ timeout: 60_000 })
  const editor = performance.now() - start
  const longest = await longestTask(page)
  const terminal = await typed(page)
  const bytes = (isMeant: (name: string, before: boolean) => boolean): number =>
    [...scripts]
      .filter(([name, { before }]) => isMeant(name, before))
      .reduce((sum, [, { bytes }]) => sum + bytes, 0)
  // A first visit's worker begins after the picture; the editor has workers of its own.
  const isEngine = (name: string) => /^(worker|_late_rest)-/.test(name)
  return {
    picture,
    editor,
    longest,
    terminal,
    pageScript: bytes((name, before) => before && !isEngine(name)),
    workerScript: bytes((name) => /^worker-/.test(name)),
    lateScript: bytes((name) => /^_late_rest-/.test(name)),
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
