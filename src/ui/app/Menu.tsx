import { useMemo } from 'react'
import { late } from '../controls'
import { useShared } from '../store'

const ThingMenu = late(async () => (await import('../menu/ThingMenu')).ThingMenu)

/** The menu of a thing, while one is open; whoever had the keyboard gets it back. */
export function Menu() {
  const asked = useShared((state) => state.menu)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each menu is opened from somewhere
  const opener = useMemo(() => document.activeElement, [asked])
  return asked ? <ThingMenu key={`${asked.id} ${asked.x} ${asked.y}`} opener={opener} /> : null
}
