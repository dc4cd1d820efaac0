/** The part of a long list that is asked for, by what is seen of it. */
export interface Window {
  readonly offset: number
  readonly limit: number
}

/** Rows asked for at once: more than any screen has. */
const rows = 160
const step = 40

/** The window around what is seen; it moves in steps: not each row is asked for. */
export function windowAt(scrollTop: number, rowHeight: number): Window {
  const first = Math.floor(scrollTop / rowHeight)
  const offset = Math.max(0, Math.floor(first / step) * step - step)
  return { offset, limit: rows }
}
