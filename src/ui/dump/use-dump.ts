import { useEffect, useState } from 'react'
import type { DumpKnown } from '../../scenarios/dump/choices'
import type { DumpObjects } from '../../scenarios/dump/objects'
import { usePlayground } from '../store'
import { knownOf, readInSlices } from './reading'

/** How far the reading of a text has come. */
export type DumpReading =
  | { readonly phase: 'empty' | 'reading' | 'failed' }
  | { readonly phase: 'read'; readonly found: DumpObjects; readonly known: DumpKnown }

/** How long typing must rest. */
const pauseMillis = 250

/** Reads a text as it changes, and asks the cluster what it knows of it. */
export function useDump(text: string): DumpReading {
  const { client } = usePlayground()
  const [reading, setReading] = useState<DumpReading>({ phase: 'empty' })
  useEffect(() => {
    if (text.trim() === '') {
      setReading({ phase: 'empty' })
      return
    }
    let isWanted = true
    setReading({ phase: 'reading' })
    const read = async () => {
      const found = await readInSlices(text, () => isWanted)
      if (!found) return
      const known = await knownOf(client, found.objects)
      if (isWanted) setReading({ phase: 'read', found, known })
    }
    const timer = setTimeout(() => {
      read().catch(() => isWanted && setReading({ phase: 'failed' }))
    }, pauseMillis)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [text, client])
  return reading
}
