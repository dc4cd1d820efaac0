/** What one measurement is of: `{ replicas: 500 }`. */
export type Parameters = Readonly<Record<string, number | string>>

/** A figure: what it is measured over, and how it is measured once, in a process of its own. */
export interface Figure {
  readonly name: string
  readonly unit: string
  readonly parameters: readonly Parameters[]
  /** What node is started with. */
  readonly flags?: readonly string[]
  measure(parameters: Parameters): number | Promise<number>
}

/** Milliseconds of wall time that `work` takes. */
export function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
