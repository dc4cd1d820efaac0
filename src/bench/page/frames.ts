import type { Page } from '@playwright/test'
import { type Measured, type PageFigure, quantile } from './figure'
import {
  framesOf,
  type Lab,
  type LongTask,
  longestTask,
  meterOf,
  openEmpty,
  openPage,
  pan,
  runLine,
} from './lab'
import { crowds, scenarioOf } from './scenarios'

/** Requests each second by the dots that they come to: each is on its way for 2.6 seconds. */
const rates: Readonly<Record<number, number>> = { 100: 38, 2000: 760 }
const states = ['rest', 'pan', 'rollout'] as const

/** So long a page is looked at before it is the empty one's turn, and how often. */
const turn = { millis: 2_000, count: 3 }
const settleMillis = 6_000
/** As long as the view takes to another. */
const glideMillis = 400

/** How long frames are while so many things are drawn, beside those of an empty page. */
export const framesWith = (things: number): PageFigure => ({
  name: `frames-${things}`,
  mostSeconds: 240,
  async *measure(lab) {
    const empty = await openEmpty(lab)
    for (const dots of [100, 2_000]) {
      const page = await openCrowd(lab, things, dots)
      yield told('opening', await longestTask(page), { things, dots })
      const drawn = { ...(await page.evaluate(thingsInSight)), dots: await dotsOf(page) }
      for (const state of states) {
        const act = await acting(page, state)
        await longestTask(page)
        const { lengths, beside, work } = await inTurns(page, empty, act)
        const [p50, p95] = [quantile(lengths, 0.5), quantile(lengths, 0.95)]
        const emptyP95 = quantile(beside, 0.95)
        const ratio = Math.round((100 * p95) / emptyP95) / 100
        const figures = { p50, p95, emptyP50: quantile(beside, 0.5), emptyP95, ratio, work }
        yield { figure: 'frames', state, ...drawn, ...figures, unit: 'ms' }
        yield told(state, await longestTask(page), drawn)
      }
      await page.context().close()
    }
    await empty.context().close()
  },
})

const told = (during: string, { millis, by }: LongTask, crowd: Measured): Measured => ({
  ...{ figure: 'longest-task', during, ...crowd, value: millis, unit: 'ms', by },
})

/** Opens a page with so many things, all of them in sight, and waits until it has settled. */
export async function openCrowd(lab: Lab, things: number, dots: number): Promise<Page> {
  const crowd = crowds[things]
  if (!crowd) throw new Error(`no crowd of ${things} things`)
  const page = await openPage(lab, scenarioOf(crowd, rates[dots] ?? dots))
  const pods = page.locator('[data-drawn="true"] .react-flow__node-pod')
  await pods.nth(crowd.web + crowd.apps - 1).waitFor({ timeout: 60_000 })
  await page.waitForTimeout(settleMillis)
  await bringInSight(page)
  await page.waitForTimeout(settleMillis)
  return page
}

/** Goes away from the picture until all of it is in sight: then there is no small map of it. */
async function bringInSight(page: Page): Promise<void> {
  const map = page.locator('svg:has([data-view])')
  const farther = page.getByRole('button', { name: 'Zoom out' })
  for (let step = 0; step < 8 && (await map.count()) > 0; step++) {
    await farther.evaluate((button: HTMLElement) => button.click())
    // Closer or farther is about the middle of what is seen.
    await page.waitForTimeout(glideMillis)
    // It goes as soon as it is not needed.
    const place = await map.boundingBox({ timeout: 1_000 }).catch(() => null)
    if (!place) break
    await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2)
    await page.waitForTimeout(glideMillis)
  }
  if ((await map.count()) > 0) throw new Error('some of the picture is out of sight')
}

type Act = (millis: number) => Promise<unknown>

async function acting(page: Page, state: (typeof states)[number]): Promise<Act> {
  if (state === 'pan') return (millis) => pan(page, millis)
  if (state === 'rollout') await runLine(page, 'kubectl rollout restart deployment web')
  return (millis) => page.waitForTimeout(millis)
}

/** A busy machine disturbs both pages alike: they are looked at in turns. */
async function inTurns(page: Page, empty: Page, act: Act) {
  const lengths: number[] = []
  const beside: number[] = []
  const worked = await meterOf(page)
  let work = 0
  for (let count = 0; count < turn.count; count++) {
    const before = await worked()
    const [own] = await Promise.all([framesOf(page, turn.millis), act(turn.millis)])
    work += (await worked()) - before
    lengths.push(...own)
    beside.push(...(await framesOf(empty, turn.millis / 2)))
  }
  const perFrame = work / Math.max(1, lengths.length)
  return { lengths, beside, work: Math.round(10 * perFrame) / 10 }
}

// Runs in the page. Things of which at least half can be seen, and lines between any.
function thingsInSight() {
  const picture = document.querySelector('.react-flow')?.getBoundingClientRect()
  const isInSight = (each: Element): boolean => {
    const { x, y, width, height } = each.getBoundingClientRect()
    const [middleX, middleY] = [x + width / 2, y + height / 2]
    return (
      picture !== undefined &&
      middleX > picture.left &&
      middleX < picture.right &&
      middleY > picture.top &&
      middleY < picture.bottom
    )
  }
  const things = [...document.querySelectorAll('.react-flow__node')].filter(isInSight).length
  const lines = document.querySelectorAll('.react-flow__viewport path[data-kind]').length
  return { things, lines }
}

type Drawing = 'clearRect' | 'fill' | 'stroke'

/** How many dots are drawn in a frame, at most. */
const dotsOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const pen = CanvasRenderingContext2D.prototype as unknown as Record<Drawing, () => void>
    const { clearRect, fill, stroke } = pen
    let [dots, most] = [0, 0]
    const noting = (own: () => void, note: () => void) =>
      function (this: unknown, ...given: readonly []): void {
        note()
        own.apply(this, [...given])
      }
    const count = () => {
      dots++
    }
    pen.clearRect = noting(clearRect, () => {
      most = Math.max(most, dots)
      dots = 0
    })
    pen.fill = noting(fill, count)
    pen.stroke = noting(stroke, count)
    await new Promise((done) => setTimeout(done, 500))
    Object.assign(pen, { clearRect, fill, stroke })
    return most
  })
