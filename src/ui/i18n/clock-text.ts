/** An instant as minutes, seconds and milliseconds since the cluster was made: `01:23.456`. */
export function clockText(micros: number): string {
  const millis = Math.floor(micros / 1_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(millis / 60_000)
  const seconds = Math.floor(millis / 1_000) % 60
  return `${two(minutes)}:${two(seconds)}.${String(millis % 1_000).padStart(3, '0')}`
}

/** A span as a person would say it: `320 µs`, `1.25 ms`, `5.00 s`. */
export function spanText(micros: number): string {
  if (micros < 1_000) return `${Math.round(micros)} µs`
  if (micros < 1_000_000) return `${trimmed(micros / 1_000)} ms`
  return `${trimmed(micros / 1_000_000)} s`
}

const trimmed = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
