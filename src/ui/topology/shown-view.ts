import type { View } from './fitting'

/**
 * The view that is on screen. It changes with every frame while somebody pans, so it is no state of
 * React's: who draws by it asks, or listens.
 */
export interface ShownView {
  readonly current: View
  /** Calls back whenever another view is shown; returns how to stop. */
  listen(listener: () => void): () => void
  /** Another view is on screen. */
  tell(view: View): void
}

/** A view that is shown, to begin with. */
export function createShownView(first: View): ShownView {
  let current = first
  const listeners = new Set<() => void>()
  return {
    get current() {
      return current
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (view) => {
      if (view.x === current.x && view.y === current.y && view.zoom === current.zoom) return
      current = view
      for (const listener of listeners) listener()
    },
  }
}
