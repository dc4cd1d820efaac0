import './tokens.css'
import './base.css'
import { useSyncExternalStore } from 'react'

/** What is on screen, once the system has been asked. */
export type Theme = 'light' | 'dark'

/** A question to the browser that many ask: it is put once. */
interface Asked {
  readonly matches: () => boolean
  readonly listen: (changed: () => void) => () => void
}

const asked = new Map<string, Asked>()

/**
 * The browser is asked what holds when it says that something changed, never between: to whom has
 * looked by then, Chromium says nothing more, and all the others would not hear of it.
 */
function ask(query: string): Asked {
  const known = asked.get(query)
  if (known) return known
  const media = matchMedia(query)
  let holds = media.matches
  const listeners = new Set<() => void>()
  media.addEventListener('change', (event) => {
    // A sheet of paper is no window: what is printed stands beside the page, which stays as it is.
    if (matchMedia('print').matches) return
    holds = event.matches
    for (const changed of listeners) changed()
  })
  const made: Asked = {
    matches: () => holds,
    listen: (changed) => {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
  }
  asked.set(query, made)
  return made
}

/** Whether a media query holds, now and as it changes. */
export function useMedia(query: string): boolean {
  const { listen, matches } = ask(query)
  return useSyncExternalStore(listen, matches)
}

/** The theme to show for a choice. */
export function useTheme(choice: 'system' | Theme): Theme {
  const dark = useMedia('(prefers-color-scheme: dark)')
  if (choice !== 'system') return choice
  return dark ? 'dark' : 'light'
}

/**
 * Puts a theme on the page, all of it at once: colours that fade, each at its own pace, would leave
 * what stands on them unreadable for a moment.
 */
export function putOn(theme: Theme): void {
  const { dataset, style } = document.documentElement
  style.setProperty('--quick', '0ms')
  dataset['theme'] = theme
  // What was asked for takes effect before the colours may fade again.
  void document.documentElement.offsetHeight
  style.removeProperty('--quick')
}

/** Whether there is only room for one column. */
export const useNarrow = (): boolean => useMedia('(max-width: 760px)')

/** Whether the system puts its own few colours in the place of ours. */
export const useForced = (): boolean => useMedia('(forced-colors: active)')

/** Whether the reader asked for less motion. */
export const useStill = (): boolean => useMedia('(prefers-reduced-motion: reduce)')
