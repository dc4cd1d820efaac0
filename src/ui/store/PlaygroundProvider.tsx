import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { Playground, PlaygroundActions, PlaygroundState } from './playground'

const Context = createContext<Playground | undefined>(undefined)

/** Says which playground the panes inside belong to. */
export function PlaygroundProvider({
  playground,
  children,
}: {
  readonly playground: Playground
  readonly children: ReactNode
}) {
  return <Context value={playground}>{children}</Context>
}

/** The playground around this pane, for effects that read it without being drawn again. */
export function usePlayground(): Playground {
  const playground = useContext(Context)
  if (!playground) throw new Error('a pane outside of a playground')
  return playground
}

/** What a selector finds in the state; the pane is drawn again when that is another value. */
export const useShared = <Found,>(selector: (state: PlaygroundState) => Found): Found =>
  useStore(usePlayground(), selector)

/** What a person can do here. */
export const useActions = (): PlaygroundActions => usePlayground().actions
