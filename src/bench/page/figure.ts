import type { Lab } from './lab'

/** One line that is printed: the figure's name, what it was measured of, what came out. */
export type Measured = Readonly<Record<string, number | string>>

/** A figure of the built page. */
export interface PageFigure {
  readonly name: string
  /** It has come to an end after so long, with a figure or without one. */
  readonly mostSeconds: number
  measure(lab: Lab): AsyncIterable<Measured>
}

/** The value below which such a part of the values lies; 0 when there are none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return Math.round(value * 10) / 10
}
