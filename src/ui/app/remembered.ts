import { useState } from 'react'
import type { Fold } from '../controls'

/**
 * A choice about the page itself, kept on this machine: which tab is open, how wide a panel is.
 * What nobody chose is not kept: another window begins as suits it.
 */
export function useRemembered<Value>(
  name: string,
  first: Value,
  isValue: (value: unknown) => value is Value,
): [Value, (value: Value) => void] {
  const key = `service-playground.page.${name}`
  const [value, setValue] = useState<Value>(() => {
    const kept = read(key)
    return isValue(kept) ? kept : first
  })
  const choose = (chosen: Value) => {
    setValue(chosen)
    write(key, chosen)
  }
  return [value, choose]
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return undefined // no storage, or not ours: the page begins as it does
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    return // full, or forbidden
  }
}

/** A pane's size and whether it is folded, as it was kept. */
export const isFold = (value: unknown): value is Fold =>
  typeof value === 'object' &&
  value !== null &&
  'size' in value &&
  typeof value.size === 'number' &&
  value.size > 0 &&
  value.size < 10_000 &&
  'folded' in value &&
  typeof value.folded === 'boolean'
