import { useState } from 'react'
import type { Fold } from '../controls'
import { useActions, usePlayground, useShared } from '../store'

/**
 * A choice about the page itself: which tab is open, how wide a panel is. It is a link's, or what
 * was kept on this machine. What nobody chose is not kept: another window begins as suits it.
 */
export function useRemembered<Value>(
  name: string,
  first: Value,
  isValue: (value: unknown) => value is Value,
): [Value, (value: Value) => void] {
  const { setPage } = useActions()
  const { embedded } = usePlayground().getState()
  const chosen = useShared(({ page }) => page[name])
  const [kept] = useState<Value>(() => {
    const found = embedded ? undefined : rememberedHere(name)
    return isValue(found) ? found : first
  })
  const choose = (value: Value) => {
    setPage(name, value)
    if (!embedded) write(keyOf(name), value)
  }
  return [isValue(chosen) ? chosen : kept, choose]
}

const keyOf = (name: string): string => `service-playground.page.${name}`

/** What was chosen on this machine before, if anything was. */
export const rememberedHere = (name: string): unknown => read(keyOf(name))

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
