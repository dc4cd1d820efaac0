import { useEffect, useState } from 'react'
import { useShared } from './PlaygroundProvider'

/**
 * False until the first picture has been drawn and the browser has time to spare: then comes all
 * that the first picture does without.
 */
export function usePictured(): boolean {
  const begun = useShared(({ picture }) => picture.era > 0)
  const [pictured, setPictured] = useState(false)
  useEffect(() => {
    if (!begun || pictured) return
    // Safari has no idle callbacks.
    const later = globalThis.requestIdleCallback ?? ((done: () => void) => setTimeout(done, 200))
    const cancel = globalThis.cancelIdleCallback ?? clearTimeout
    const handle = later(() => setPictured(true), { timeout: 1_000 })
    return () => cancel(handle as number)
  }, [begun, pictured])
  return pictured
}
