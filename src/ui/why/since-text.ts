/** A span as people say it: `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function longText(micros: number): string {
  const seconds = Math.max(0, Math.floor(micros / 1_000_000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
