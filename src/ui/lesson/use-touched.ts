import { useEffect, useState } from 'react'
import { type PlaygroundState, usePlayground } from '../store'

/** Whether the reader has done anything in the cluster that is open, or run a line. */
export function useTouched(): boolean {
  const { getState, subscribe } = usePlayground()
  const [isTouched, setTouched] = useState(false)
  useEffect(() => {
    let began: PlaygroundState | undefined
    const look = (state: PlaygroundState) => {
      // Opening is a change, too: it counts from when that is over.
      began = state.loading ? undefined : (began ?? state)
      const isSame = began?.ran === state.ran && began?.history.undo?.id === state.history.undo?.id
      setTouched(began !== undefined && !isSame)
    }
    look(getState())
    return subscribe(look)
  }, [getState, subscribe])
  return isTouched
}
