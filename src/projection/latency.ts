/**
 * Counts how long things took, in steps of which each is at most a sixteenth wide: a percentile out
 * of them is within a thirty-second of the truth, however many were counted.
 */
export type Latencies = ReadonlyMap<number, number>

const fineness = 16

/** The step that a time belongs to. Longer times have later steps. */
export function stepOf(micros: number): number {
  let [rest, octave] = [Math.max(0, Math.floor(micros)), 0]
  while (rest >= 2 * fineness) {
    rest = Math.floor(rest / 2)
    octave++
  }
  return octave * fineness + rest
}

/** The middle of a step, in microseconds. */
export function timeOf(step: number): number {
  if (step < 2 * fineness) return step
  const octave = Math.floor(step / fineness) - 1
  const width = 2 ** octave
  return (step - octave * fineness) * width + Math.floor(width / 2)
}

/** What so large a part of all took at most; undefined when nothing was counted. */
export function percentile(latencies: Latencies, part: number): number | undefined {
  const steps = [...latencies].sort(([a], [b]) => a - b)
  const all = steps.reduce((sum, [, count]) => sum + count, 0)
  let before = 0
  for (const [step, count] of steps) {
    before += count
    if (before >= part * all) return timeOf(step)
  }
  return undefined
}
