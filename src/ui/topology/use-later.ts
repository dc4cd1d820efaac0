import { useDeferredValue } from 'react'

/** Of more things than this, not all of a change is drawn in one go. */
const manyThings = 120

/**
 * Of many things, a value as it was, until the browser has drawn and has time for the rest of what
 * has changed: no task becomes so long that one feels it. Of few things the value at once.
 */
export function useLater<Value>(value: Value, things: number): Value {
  const isMany = things > manyThings
  const later = useDeferredValue(isMany ? value : undefined)
  return isMany ? (later ?? value) : value
}
