import * as Tooltip from '@radix-ui/react-tooltip'
import type { FocusEvent, ReactElement, ReactNode } from 'react'
import styles from './controls.module.css'

/** What may be done with tips: they come after a moment's rest, the next ones at once. */
export function Tips({ children }: { readonly children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
      {children}
    </Tooltip.Provider>
  )
}

/** On which side of it a tip stands. */
export type TipSide = 'below' | 'above' | 'right' | 'left'

const sides = { below: 'bottom', above: 'top', right: 'right', left: 'left' } as const

// Whoever is given the keyboard back by a menu or a dialog, after a click, has read it before.
const unasked = (event: FocusEvent<HTMLElement>) => {
  if (!event.target.matches(':focus-visible')) event.preventDefault()
}

/**
 * Words about a control, for whom the pointer rests on it or the keyboard stands on it; Escape
 * puts them away, and screen readers hear them after its name.
 */
export function Tip({
  text,
  side = 'below',
  children,
}: {
  readonly text: string
  readonly side?: TipSide
  readonly children: ReactElement
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild onFocus={unasked} data-state={undefined}>
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          className={styles.tip}
          side={sides[side]}
          sideOffset={6}
          collisionPadding={8}
        >
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
