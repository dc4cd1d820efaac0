import { useEffect, useRef, useState } from 'react'
import { useStill } from '../theme/theme'
import { blend, isMoved, mostGliding } from './layout/blend'
import type { Layout } from './layout/picture'

const glideMillis = 240

/** The layout as it is on screen: on its way to the one wanted, so that all of it moves as one. */
export function useGliding(wanted: Layout, atOnce: boolean): Layout {
  const still = useStill()
  const [shown, setShown] = useState(wanted)
  const latest = useRef(wanted)
  useEffect(() => {
    const from = latest.current
    const show = (layout: Layout) => {
      latest.current = layout
      setShown(layout)
    }
    if (still || atOnce || wanted.placed.size > mostGliding || !isMoved(from, wanted)) {
      show(wanted)
      return
    }
    let begun: number | undefined
    let handle = requestAnimationFrame(function glide(at) {
      begun ??= at
      const part = Math.min(1, (at - begun) / glideMillis)
      show(part < 1 ? blend(from, wanted, 1 - (1 - part) ** 3) : wanted)
      if (part < 1) handle = requestAnimationFrame(glide)
    })
    return () => cancelAnimationFrame(handle)
  }, [wanted, still, atOnce])
  return atOnce ? wanted : shown
}
