import { type RefObject, useEffect, useState } from 'react'

/** Whether an element can be seen, or nearly so; false until that is known. */
export function useInSight(ref: RefObject<Element | null>): boolean {
  const [inSight, setInSight] = useState(false)
  useEffect(() => {
    const { current } = ref
    if (!current) return
    const observer = new IntersectionObserver((entries) => {
      setInSight(entries.at(-1)?.isIntersecting ?? false)
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [ref])
  return inSight
}
