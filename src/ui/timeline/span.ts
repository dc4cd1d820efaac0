/** A span of the clock as one would say it: `0.4 s`, `12 s`, `2 min 5 s`. */
export function spanInWords(micros: number): string {
  const tenths = Math.round(micros / 100_000)
  if (tenths < 100) return `${Math.max(tenths, 1) / 10} s`
  const seconds = Math.round(micros / 1_000_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
}
