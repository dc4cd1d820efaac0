import './tokens.css'
import './base.css'
import { useSyncExternalStore } from 'react'

/** What is on screen, once the system has been asked. */
export type Theme = 'light' | 'dark'

/** Whether a media query holds, now and as it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

/** The theme to show for a choice. */
export function useTheme(choice: 'system' | Theme): Theme {
  const dark = useMedia('(prefers-color-scheme: dark)')
  if (choice !== 'system') return choice
  return dark ? 'dark' : 'light'
}

/** Whether there is only room for one column. */
export const useNarrow = (): boolean => useMedia('(max-width: 760px)')

/** Whether the reader asked for less motion. */
export const useStill = (): boolean => useMedia('(prefers-reduced-motion: reduce)')
