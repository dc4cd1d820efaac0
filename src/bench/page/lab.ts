import type { Browser, BrowserContext, Page } from '@playwright/test'
import { serialise } from '../../scenarios/codec'
import type { Scenario } from '../../scenarios/scenario'

/** A browser with the built page at an address, and what is wanted of it. */
export interface Lab {
  readonly browser: Browser
  readonly address: string
  /** Whether what takes minutes is wanted in its full length. */
  readonly long: boolean
}

const viewport = { width: 1440, height: 900 }

/** A task of the page's thread that was longer than 50 ms, and whose it was. */
export interface LongTask {
  readonly millis: number
  readonly by: string
}

/** Opens the page, with a scenario as if it had been left there. */
export async function openPage(lab: Lab, scenario: Scenario): Promise<Page> {
  const page = await newPage(lab, scenario)
  await page.goto(lab.address)
  return page
}

/** A page of its own that is still nowhere, for somebody who was never here, or left a scenario. */
export async function newPage({ browser }: Lab, scenario?: Scenario): Promise<Page> {
  const context = await browser.newContext({ viewport })
  // The compiler names functions by this helper, also those that go into the page.
  await context.addInitScript('globalThis.__name = (named) => named')
  await context.addInitScript(noteLongTasks)
  if (scenario) await keep(context, scenario)
  return context.newPage()
}

const keep = (context: BrowserContext, scenario: Scenario) =>
  context.addInitScript(
    (text) => localStorage.setItem('service-playground.scenario', text),
    serialise(scenario),
  )

/** Another page in the same browser, with nothing in it. */
export async function openEmpty({ browser }: Lab): Promise<Page> {
  const context = await browser.newContext({ viewport })
  await context.addInitScript('globalThis.__name = (named) => named')
  const page = await context.newPage()
  await page.goto('about:blank')
  return page
}

type Noting = typeof globalThis & { longTasks?: LongTask[] }

// Runs in the page. Long frames tell of the scripts that ran in them, long tasks do not.
function noteLongTasks(): void {
  const noted: LongTask[] = []
  const scripts: { start: number; end: number; name: string }[] = []
  Object.assign(globalThis, { longTasks: noted })
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries()) {
      for (const each of (frame as { scripts?: readonly PerformanceScript[] }).scripts ?? []) {
        const file = each.sourceURL.split('/').at(-1)
        const name = `${each.invoker} ${file} ${each.sourceFunctionName}`.trim()
        scripts.push({ start: each.startTime, end: each.startTime + each.duration, name })
      }
    }
  }).observe({ type: 'long-animation-frame', buffered: true })
  interface PerformanceScript extends PerformanceEntry {
    readonly invoker: string
    readonly sourceURL: string
    readonly sourceFunctionName: string
  }
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      const millis = Math.round(duration)
      // The frame that a task is part of is told after it.
      setTimeout(() => {
        const own = scripts.filter(
          ({ start, end }) => start < startTime + duration && end > startTime,
        )
        const longest = own.sort((a, b) => b.end - b.start - (a.end - a.start))[0]
        noted.push({ millis, by: longest?.name ?? 'no script: style, layout, paint' })
      }, 200)
    }
  }).observe({ type: 'longtask', buffered: true })
}

/** The longest task since it was last asked; nothing longer than 50 ms is `0 ms`. */
export async function longestTask(page: Page): Promise<LongTask> {
  await page.waitForTimeout(300)
  const noted = await page.evaluate(() => (globalThis as Noting).longTasks?.splice(0) ?? [])
  return noted.reduce((most, each) => (each.millis > most.millis ? each : most), {
    millis: 0,
    by: '',
  })
}

/** How long the frames of a page are, in milliseconds. */
export const framesOf = (page: Page, millis: number): Promise<readonly number[]> =>
  page.evaluate(
    (millis) =>
      new Promise<readonly number[]>((done) => {
        const lengths: number[] = []
        let first: number | undefined
        let last = 0
        const next = (at: number): void => {
          if (first !== undefined) lengths.push(at - last)
          first ??= at
          last = at
          if (at - first < millis) requestAnimationFrame(next)
          else done(lengths)
        }
        requestAnimationFrame(next)
      }),
    millis,
  )

/** Tells how many milliseconds the page's own thread has worked, however busy the machine was. */
export async function meterOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }
}

/** Drags the picture about by a spot where nothing stands, as fast as the page takes it. */
export async function pan(page: Page, millis: number): Promise<void> {
  const [x = 0, y = 0] = await page.evaluate(emptySpot)
  const until = performance.now() + millis
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let step = 0; performance.now() < until; step++) {
    await page.mouse.move(x + 90 * Math.sin(step / 20), y + 60 * Math.sin(step / 13))
  }
  await page.mouse.up()
}

// Runs in the page.
function emptySpot(): readonly number[] {
  const pane = document.querySelector('.react-flow__pane')
  if (!pane) throw new Error('there is no picture')
  const { left, top, right, bottom } = pane.getBoundingClientRect()
  for (let y = top + 100; y < bottom - 100; y += 10) {
    for (let x = left + 150; x < right - 150; x += 10) {
      // The cluster's border is only around things.
      const there = document.elementFromPoint(x, y)
      if (there === pane || there?.closest('.react-flow__node-cluster')) return [x, y]
    }
  }
  throw new Error('something stands everywhere')
}

/** Runs a line in the page's terminal, which is opened if need be. */
export async function runLine(page: Page, line: string): Promise<void> {
  const rows = page.locator('.xterm-rows')
  if (!(await rows.isVisible())) await page.keyboard.press('Control+`')
  await rows.filter({ hasText: '$' }).waitFor()
  await page.locator('.xterm-helper-textarea').focus()
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
}
