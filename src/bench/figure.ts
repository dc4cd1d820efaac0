/** One measurement, as `npm run bench` prints it. */
export interface Result {
  readonly figure: string
  readonly value: number
  readonly unit: string
  readonly [parameter: string]: string | number
}

/** A figure: what it is measured over, and how it is measured once, in a process of its own. */
export interface Figure {
  readonly name: string
  readonly unit: string
  /** One measurement each: `{ replicas: 500 }`. */
  readonly parameters: readonly Readonly<Record<string, number | string>>[]
  measure(parameters: Readonly<Record<string, number | string>>): number | Promise<number>
}

/** Milliseconds of wall time that `work` takes. */
export function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
