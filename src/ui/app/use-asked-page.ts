import { useEffect, useRef } from 'react'
import { useShared } from '../store'

/**
 * Opens the lesson when one of its steps is opened, or somebody asks for it, and the manifest when
 * a place of it is to be seen: once each time.
 */
export function useAskedPage(open: (page: 'lesson' | 'manifest') => void): void {
  const opened = useShared((state) => state.opened)
  const isLesson = useShared(({ scenario }) => scenario.view.lesson !== undefined)
  const revealed = useShared((state) => state.revealed)
  const wanted = useShared((state) => state.lessonWanted)
  const latest = useRef(open)
  latest.current = open
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is opened may be a step's
  useEffect(() => {
    if (isLesson) latest.current('lesson')
  }, [isLesson, opened])
  useEffect(() => {
    if (revealed) latest.current('manifest')
  }, [revealed])
  useEffect(() => {
    if (wanted) latest.current('lesson')
  }, [wanted])
}
