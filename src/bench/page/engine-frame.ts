import type { PageFigure } from './figure'
import { quantile } from './figure'
import { openCrowd } from './frames'

/** As Chromium's tracing writes it down. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** Microseconds that the thread was at work itself, however busy the machine was. */
  readonly tdur?: number
}

const millis = 4_000
const things = 500

/** The page's thread for a frame of the engine: the snapshot, React, what moves, the browser. */
export const engineFrame: PageFigure = {
  name: 'engine-frame',
  mostSeconds: 90,
  async *measure(lab) {
    const page = await openCrowd(lab, things, 2_000)
    const categories = ['toplevel', 'cc', 'devtools.timeline', 'v8.execute']
    await lab.browser.startTracing(page, { categories })
    await page.waitForTimeout(millis)
    const trace = JSON.parse((await lab.browser.stopTracing()).toString())
    yield* partsOf(trace.traceEvents)
    await page.context().close()
  },
}

function* partsOf(events: readonly TraceEvent[]) {
  const thread = busiest(events)
  const own = events.filter((each) => each.ph === 'X' && `${each.pid} ${each.tid}` === thread)
  const messages = own.filter(({ name }) => name === 'HandlePostMessage')
  const inside = (outer: TraceEvent) => (each: TraceEvent) =>
    each.name === 'RunMicrotasks' && each.ts >= outer.ts && each.ts < outer.ts + (outer.dur ?? 0)
  const react = messages.map((message) => own.filter(inside(message)).reduce(add, 0))
  const parts = {
    snapshot: messages.map(({ tdur = 0 }, at) => tdur / 1_000 - (react[at] ?? 0)),
    react,
    draw: own.filter(({ name }) => name === 'FireAnimationFrame').map((each) => add(0, each)),
    browser: own.filter(({ name }) => name === 'ProxyMain::BeginMainFrame').map((e) => add(0, e)),
  }
  for (const [part, values] of Object.entries(parts)) {
    const figures = { p50: quantile(values, 0.5), p95: quantile(values, 0.95) }
    yield { figure: 'engine-frame', part, things, ...figures, unit: 'ms of work' }
  }
}

const add = (sum: number, { tdur = 0 }: TraceEvent): number => sum + tdur / 1_000

/** The thread that handles the most messages of workers. */
function busiest(events: readonly TraceEvent[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { name, pid, tid } of events) {
    if (name !== 'ProxyMain::BeginMainFrame') continue
    counts.set(`${pid} ${tid}`, (counts.get(`${pid} ${tid}`) ?? 0) + 1)
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0]
}
