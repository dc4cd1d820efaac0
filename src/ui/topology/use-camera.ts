import { useEffect } from 'react'
import { useActions, useShared } from '../store'
import { seenIn, showing } from './fitting'
import type { Looking } from './use-view'

/**
 * A link may say which part of the picture is looked at; and whoever makes one wants to know, once
 * somebody has moved the picture by hand.
 */
export function useCamera(looking: Looking, covered: number): void {
  const camera = useShared((state) => state.camera)
  const { offerCamera } = useActions()
  const { size } = looking
  const isMeasured = size.width > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each camera that is given
  useEffect(() => {
    if (camera && isMeasured) looking.moveByHand(showing(camera, { ...size, covered }))
  }, [camera, isMeasured])
  useEffect(() => {
    const now = () =>
      looking.isByHand() ? seenIn(looking.shown.current, { ...looking.size, covered }) : undefined
    offerCamera(now)
    return () => offerCamera(undefined)
  }, [looking, covered, offerCamera])
}
