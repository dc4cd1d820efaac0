import { useEffect, useRef, useState } from 'react'
import { type Playground, usePlayground } from '../store'
import { run } from './acts'

/** One that has not ended by then goes on by itself: `port-forward`, or a watch. */
const patienceMillis = 1_500

/** When the line that was pressed last lets the next one begin. */
const turns = new WeakMap<Playground, Promise<void>>()

/**
 * How a line of a text fares that somebody has pressed; `going`: it goes on by itself; `failed`: it
 * ended with another code than 0, which may be what the text is about.
 */
export type LineState = 'idle' | 'waiting' | 'running' | 'going' | 'ran' | 'failed'

/** Runs a line once those that were pressed before it have ended, or go on by themselves. */
export function useLine(line: string): { readonly state: LineState; readonly press: () => void } {
  const playground = usePlayground()
  const [state, setState] = useState<LineState>('idle')
  const left = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    left.current = controller
    return () => controller.abort()
  }, [])
  const press = () => {
    const { signal } = left.current
    const before = turns.get(playground) ?? Promise.resolve()
    setState('waiting')
    const begun = before.then(() => {
      if (signal.aborted) return undefined
      setState('running')
      const ended = run(playground, line, signal).then((code) => setState(code ? 'failed' : 'ran'))
      const patience = new Promise<void>((go) => setTimeout(go, patienceMillis)).then(() =>
        setState((is) => (is === 'running' ? 'going' : is)),
      )
      return Promise.race([ended, patience])
    })
    turns.set(playground, begun)
  }
  return { state, press }
}
