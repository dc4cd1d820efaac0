import type { Frame } from '../projection/frame'
import { first } from '../scenarios/presets'
import { Driver } from './driver'
import type { Command, Report } from './protocol'
import type { Rest } from './rest'

/** A driver whose real time is the test's. */
export function driver({ clockStep = 0, rest }: { clockStep?: number; rest?: Rest } = {}) {
  const reports: Report[] = []
  const real = { now: 0 }
  const made = new Driver({
    post: (report) => reports.push(structuredClone(report)),
    clock: () => {
      real.now += clockStep
      return real.now
    },
    rest,
  })
  const frames = () => reports.flatMap((each) => (each.type === 'frame' ? [each.frame] : []))
  return {
    reports,
    frames,
    frame: () => frames().at(-1) as Frame,
    tell: (command: Command) => made.handle(command),
    /** Real time passes, with a tick every 16 ms. */
    pass: (millis: number) => {
      for (let left = millis; left > 0; left -= 16) {
        real.now += Math.min(16, left)
        made.tick()
      }
    },
    tick: () => made.tick(),
    jump: (millis: number) => {
      real.now += millis
      made.tick()
    },
  }
}
/** The first scenario. */
export const scenario = first.scenario('en')

/** A driver that has opened the first scenario. */
export async function opened(options = {}) {
  const all = driver(options)
  all.tell({ type: 'load', scenario })
  await untilLoaded(all)
  return all
}
/** Ticks until the scenario is there. */
export async function untilLoaded({
  tick,
  reports,
}: Pick<ReturnType<typeof driver>, 'tick' | 'reports'>) {
  for (let turn = 0; turn < 2_000 && !reports.some(({ type }) => type === 'loaded'); turn++) {
    tick()
    await new Promise((turn) => setImmediate(turn)) // the parser may have to come first
  }
  if (!reports.some(({ type }) => type === 'loaded')) throw new Error('it was never loaded')
}
