import type { Figures, LoadPoint } from '../../projection/load'

/** What one chart shows: a value each second, none where there was nothing to measure. */
export interface Course {
  /** Seconds of the cluster's clock. */
  readonly seconds: readonly number[]
  readonly lines: readonly (readonly (number | null)[])[]
}

/** The charts of one client or Service. */
export type ChartName = 'rate' | 'failed' | 'latency'

const linesOf: Readonly<Record<ChartName, readonly (keyof Figures)[]>> = {
  rate: ['rate'],
  failed: ['failed'],
  latency: ['p95', 'p50'],
}

/** The course of the last minute. Where nobody asked, the rate is 0 and nothing else is known. */
export function courseOf(points: readonly LoadPoint[], id: string, name: ChartName): Course {
  const lines = linesOf[name].map((field) =>
    points.map(({ figures }) => figures[id]?.[field] ?? (field === 'rate' ? 0 : null)),
  )
  return { seconds: points.map(({ second }) => second), lines }
}

/** Requests a second, as exact as one can read. */
export const rateText = (rate: number): string => rate.toFixed(rate < 10 ? 1 : 0)

/** A part of all in percent; none is 0, and a little is not. */
export function shareText(share: number): string {
  const percent = 100 * share
  if (percent > 0 && percent < 1) return '<1%'
  return percent > 99 && percent < 100 ? '>99%' : `${Math.round(percent)}%`
}

/** Microseconds in the unit that fits. */
export function timeText(micros: number | undefined): string {
  if (micros === undefined) return '–'
  if (micros >= 1e6) return `${(micros / 1e6).toFixed(2)} s`
  const millis = micros / 1e3
  return `${millis.toFixed(millis < 10 ? 2 : millis < 100 ? 1 : 0)} ms`
}

/** The highest value that a chart has room for: 1, 2 or 5 times a power of ten. */
export function ceilingOf(values: readonly (number | null)[], least: number): number {
  const highest = values.reduce<number>((most, each) => Math.max(most, each ?? 0), least)
  const power = 10 ** Math.floor(Math.log10(highest))
  const step = [1, 2, 5, 10].find((each) => each * power >= highest * (1 - 1e-9)) ?? 10
  return step * power
}
