import type { MouseEvent } from 'react'
import { useActions } from '../store'

/** A word in the picture that tells of trouble, `0/3 ready`, `<pending>`, leads to the reasons. */
export function useAsking() {
  const { askWhy } = useActions()
  return {
    onClick(event: MouseEvent): void {
      const word = (event.target as Element).closest<HTMLElement>('[data-why]')
      const { why: id, chain } = word?.dataset ?? {}
      if (id !== undefined) askWhy(id, chain)
    },
  }
}
